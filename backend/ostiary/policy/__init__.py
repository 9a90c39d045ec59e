"""What Ostiary decides: pure, frozen data in and out, `now` an argument, standard library only."""
