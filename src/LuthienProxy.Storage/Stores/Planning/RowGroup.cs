using System.Runtime.InteropServices;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Content;
using LuthienProxy.Storage.Rows;

namespace LuthienProxy.Storage.Stores.Planning;

/// <summary>
/// The rows of all batches of one write, by table, each once: what several batches say of one row is folded. Not thread-safe.
/// </summary>
sealed class RowGroup
{
    readonly Dictionary<ContentHash, ContentRow> _contents = [];
    readonly Dictionary<ContentHash, ItemRow> _items = [];
    readonly Dictionary<TransactionId, RowChange> _changes = [];
    readonly Dictionary<string, SessionSpan> _sessions = new(StringComparer.Ordinal);

    /// <summary>New events.</summary>
    internal List<EventRow> Events { get; } = [];

    /// <summary>Large values, each once.</summary>
    internal Dictionary<ContentHash, ContentRow>.ValueCollection Contents => _contents.Values;

    /// <summary>Messages, each once, parents before children.</summary>
    internal Dictionary<ContentHash, ItemRow>.ValueCollection Items => _items.Values;

    /// <summary>What becomes of each transaction's row.</summary>
    internal Dictionary<TransactionId, RowChange>.ValueCollection Changes => _changes.Values;

    /// <summary>Sessions of calls that begin.</summary>
    internal Dictionary<string, SessionSpan>.ValueCollection Sessions => _sessions.Values;

    /// <summary>Titles for sessions, in order.</summary>
    internal List<(TransactionId TransactionId, SessionTitle Title)> Titles { get; } = [];

    /// <summary>The day on which contents and items are used.</summary>
    internal int UsedOn { get; private set; }

    /// <summary>Adds a batch's rows.</summary>
    /// <param name="rows">The rows of its fresh events.</param>
    /// <param name="isReplacing">Whether the first event takes the place of a provisional ending.</param>
    internal void Add(RowBatch rows, bool isReplacing)
    {
        var change = _changes.TryGetValue(rows.TransactionId, out var before) ? before : _changes[rows.TransactionId] = new(rows.TransactionId);
        if (isReplacing)
        {
            // The ending may be of this very group.
            Events.RemoveAll(row => row.TransactionId == rows.TransactionId && row.Sequence == rows.Events[0].Sequence);
            change.Reopen(rows.Events[0].Sequence);
        }
        change.Add(rows.Change, rows.SearchText);
        Events.AddRange(rows.Events);
        foreach (var content in rows.Contents)
            _contents.TryAdd(content.Hash, content);
        foreach (var item in rows.Items)
            _items.TryAdd(item.Hash, item);
        if (rows.Session is { } session)
            Widen(session);
        if (rows.SessionTitle is { } title)
            Titles.Add((rows.TransactionId, title));
        UsedOn = Math.Max(UsedOn, rows.UsedOn);
    }

    void Widen(SessionTouch touch)
    {
        ref var span = ref CollectionsMarshal.GetValueRefOrAddDefault(_sessions, touch.SessionId, out var isThere);
        span = isThere ? span.With(touch.At) : new(touch.SessionId, touch.At, touch.At);
    }
}
