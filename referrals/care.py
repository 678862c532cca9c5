"""What of this room is in somebody's care (accounts/care.py): the lists of one's clinic."""

from accounts.care import hangs_on
from referrals.models import ListedMeeting, ReferralList

hangs_on(ReferralList, bodies=["service_body"])
hangs_on(ListedMeeting, bodies=["referral_list__service_body"])
