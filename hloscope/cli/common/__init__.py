"""What commands share: options, what is printed and how, progress, exit statuses."""
