"""Graphs of TorchScript and `torch.export`: what they hold, what fuses in them, what differs between two."""
