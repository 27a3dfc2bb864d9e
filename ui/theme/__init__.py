"""How the till looks: tokens, the style sheet built from them, icons and fonts."""
