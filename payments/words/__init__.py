"""What people read about tries to pay and about money on its way back."""
