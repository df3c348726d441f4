"""The foundry: the display face is cast from its package, when the layer is built."""
