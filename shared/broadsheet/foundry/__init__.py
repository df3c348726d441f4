"""The foundry: faces are cast from their packages, when the layers are built."""
