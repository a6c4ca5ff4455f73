"""The business: entities, rules, commands and results, one file per noun, standard library only."""
