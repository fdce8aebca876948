using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Stored;
using LuthienProxy.Storage.Rows;

namespace LuthienProxy.Storage.Queries.Reading;

/// <summary>What the events of one call come to. Takes them in order; not thread-safe.</summary>
/// <param name="maxBytes">The most bytes of bodies that are held; beyond, the answer is left out.</param>
sealed class RecordedCall(long maxBytes)
{
    /// <summary>Decisions and judges that one answer shows; a call with more is a call to look at event by event.</summary>
    const int MaxNotes = 1_000;

    long _bytes;
    int _sequence;

    internal RequestReceived? Received { get; private set; }

    internal RecordedRequest? ReceivedBody { get; private set; }

    internal RequestForwarded? Forwarded { get; private set; }

    internal RecordedRequest? ForwardedBody { get; private set; }

    internal UpstreamResponded? Responded { get; private set; }

    internal RecordedBytes Answer { get; private set; } = new();

    /// <summary>Whether the answer was left out for its size.</summary>
    internal bool IsTooLarge => _bytes > maxBytes;

    internal List<(EventRow Row, PolicyDecided Event)> Decisions { get; } = [];

    internal List<(EventRow Row, JudgeCalled Event)> Judges { get; } = [];

    internal TransactionEnded? Ended { get; private set; }

    /// <summary>Whether an event could not be understood.</summary>
    internal bool HasUnreadable { get; private set; }

    /// <summary>Whether events between others are on no record.</summary>
    internal bool HasHole { get; private set; }

    internal void Add(EventRow row)
    {
        HasHole |= row.Sequence != ++_sequence;
        _sequence = row.Sequence;
        switch (StoredEventReader.Read(row.Type, row.Data, row.Body))
        {
            case StoredReading.Whole whole:
                Add(row, whole.Event, null);
                break;
            case StoredReading.Split split:
                Add(row, split.Event, new(split.Skeleton, split.Size, null));
                break;
            default:
                HasUnreadable = true;
                break;
        }
    }

    void Add(EventRow row, JournalEvent happened, RecordedRequest? split)
    {
        switch (happened)
        {
            case RequestReceived received:
                (Received, ReceivedBody) = (received, split ?? Body(received.Body));
                break;
            case RequestForwarded forwarded:
                // Of several attempts the last is the one that was answered.
                (Forwarded, ForwardedBody) = (forwarded, split ?? Body(forwarded.Body));
                break;
            case UpstreamResponded responded:
                Responded = responded;
                break;
            case OriginalSegment segment when HasRoom(segment.Bytes.Size):
                Answer.Add(segment);
                break;
            case DeliveredSegment segment when HasRoom(segment.Size):
                Answer.Add(segment, row.CreatedAt);
                break;
            case PolicyDecided decided when Decisions.Count < MaxNotes:
                Decisions.Add((row, decided));
                break;
            case JudgeCalled judged when Judges.Count < MaxNotes:
                Judges.Add((row, judged));
                break;
            case TransactionEnded ended:
                Ended = ended;
                break;
        }
    }

    bool HasRoom(long size)
    {
        _bytes += size;
        if (IsTooLarge)
            Answer = new();
        return !IsTooLarge;
    }

    static RecordedRequest? Body(Payload? body) => body switch
    {
        null => null,
        Payload.Whole whole => new(null, whole.Bytes.Length, whole.Bytes),
        _ => new(null, (int)Math.Min(body.Size, int.MaxValue), null),
    };
}
