"""Reading what people type and writing what the bot says."""
