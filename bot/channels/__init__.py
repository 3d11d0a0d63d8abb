"""One file a channel, all behind the contract in `contract.py`."""
