"""Referrals: what clinics and social workers hand to patients. No trace of a patient, ever."""
