"""What the bot does with one message or one due moment: read it into a command, carry the command out."""
