"""What torch writes: graphs of TorchScript and of `torch.export`."""
