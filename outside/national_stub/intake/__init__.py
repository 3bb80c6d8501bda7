"""Taking in what provinces send: signature, fields, order, once each."""
