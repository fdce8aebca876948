using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Content;
using LuthienProxy.Protocol.Journal.Stored;

namespace LuthienProxy.Storage.Rows;

/// <summary>The events of one batch on their way to rows; gathers what their bodies were split into.</summary>
sealed class EncodingRun(KnownContents known, int day)
{
    readonly HashSet<ContentHash> _taken = [];
    readonly List<ContentRow> _contents = [];
    readonly List<ItemRow> _items = [];

    public IReadOnlyList<ContentRow> Contents => _contents;

    public IReadOnlyList<ItemRow> Items => _items;

    /// <summary>The first whole request of the batch; null when there is none.</summary>
    public SplitBody? Request { get; private set; }

    public int RequestSize => Request?.Size ?? 0;

    public StoredEvent Encode(JournalEvent journalEvent)
    {
        if (journalEvent is not (RequestReceived { Body: Payload.Whole } or RequestForwarded { Body: Payload.Whole }))
            return EventCodec.Encode(journalEvent);
        var body = journalEvent switch
        {
            RequestReceived { Body: Payload.Whole received } => received.Bytes,
            RequestForwarded { Body: Payload.Whole forwarded } => forwarded.Bytes,
            _ => default,
        };
        var split = BodySplitter.Split(body);
        Request ??= split;
        if (split.Size <= RowEncoder.InlineBody)
            return EventCodec.Encode(journalEvent);
        Keep(split);
        return EventCodec.Encode(journalEvent, split);
    }

    void Keep(SplitBody split)
    {
        foreach (var content in split.Contents)
            if (IsNews(content.Hash))
                _contents.Add(Row(content));
        foreach (var item in split.Items)
            if (IsNews(item.Hash))
                _items.Add(new(item.Hash, item.Parent, item.Depth, item.Skeleton));
    }

    bool IsNews(ContentHash hash) => !known.IsOnRecord(hash, day) && _taken.Add(hash);

    static ContentRow Row(SplitContent content)
    {
        var encoding = BodyEncoding.Brotli;
        var packed = StoredBytes.Pack(content.Bytes, ref encoding);
        return new(content.Hash, content.Bytes.Length, (short)encoding, packed);
    }
}
