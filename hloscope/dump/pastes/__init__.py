"""Pastes: HLO in texts that somebody or something wrote around it, into it or in front of each of its lines."""
