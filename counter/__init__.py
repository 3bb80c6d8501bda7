"""The one-stop counter: queue, intake of walk-in clients, digitising, signing, handing over."""
