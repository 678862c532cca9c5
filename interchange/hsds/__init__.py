"""HSDS 3, the Human Services Data Specification of Open Referral (docs/hsds.md).

Written are services, the places where they are, organizations and terms, each as the object that the published schemas ask for.
"""
