namespace LuthienProxy.Protocol.Journal.Stored;

/// <summary>What <see cref="StoredEventReader"/> made of an event on record. A closed choice.</summary>
public abstract record StoredReading
{
    StoredReading()
    {
    }

    /// <summary>The event, whole.</summary>
    public sealed record Whole(JournalEvent Event) : StoredReading;

    /// <summary>The event, whose request body was split: until it is assembled, a <see cref="Payload.Cut"/> for <see cref="CutReason.Missing"/> stands for it.</summary>
    /// <param name="Event">The event. <see cref="With"/> gives it its body.</param>
    /// <param name="Skeleton">The body's envelope.</param>
    /// <param name="Size">How many bytes the body has.</param>
    public sealed record Split(JournalEvent Event, ReadOnlyMemory<byte> Skeleton, int Size) : StoredReading
    {
        /// <summary>The event with its body.</summary>
        public JournalEvent With(ReadOnlyMemory<byte> body) => Event switch
        {
            RequestReceived received => received with { Body = new Payload.Whole(body) },
            RequestForwarded forwarded => forwarded with { Body = new Payload.Whole(body) },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The event cannot be understood; what is on record is kept.</summary>
    public sealed record Unreadable(UnreadableReason Reason, StoredEvent Raw) : StoredReading;
}
