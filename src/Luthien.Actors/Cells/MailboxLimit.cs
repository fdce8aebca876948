namespace Luthien.Actors;

sealed record MailboxLimit(int Capacity, MailboxOverflow Overflow);
