"""The stage: plays a story written as a conversation through the whole running program, its outside faked at HTTP."""
