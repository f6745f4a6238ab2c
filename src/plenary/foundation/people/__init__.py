"""How people come in and act in pairs: sign-in, keys and codes, capacities given and ended, second persons."""
