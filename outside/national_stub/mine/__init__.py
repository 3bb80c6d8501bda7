"""What the signed-in person sees: his facts, his dossiers, what he filed."""
