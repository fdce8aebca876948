using System.Text;
using LuthienProxy.Protocol.Journal.Content;

namespace LuthienProxy.Storage.Rows;

/// <summary>
/// Reads one request for search and for the list. A turn repeats its whole history: only what is new in it is indexed.
/// </summary>
/// <remarks>
/// 1. What stands behind the last answer is what this call asks: always indexed, so that a call sent again is found too.
/// 2. Before it, an item is passed over when it is on record, or its text is (marks that move change an item, not its text); an answer that comes back is
///    passed over where the history's beginning is on record: its own call has it. What a gateway did not see before is indexed whole.
/// 3. Instructions are indexed once.
/// </remarks>
sealed class RequestTextReader(KnownContents known)
{
    /// <summary>The most that a request adds to search, in UTF-16 units. PostgreSQL's search documents end at 1 MiB, and a unit takes 3 bytes at worst.</summary>
    public const int MaxSearch = 192 * 1024;

    /// <summary>The most that an answer adds: together they stay below that end.</summary>
    public const int MaxAnswer = 128 * 1024;

    /// <summary>The most of one text: a long file must not keep the words behind it out.</summary>
    public const int MaxPiece = 64 * 1024;

    /// <summary>How far back the last user text is sought: behind many tool results it may be far away.</summary>
    public const int MaxTitleItems = 100;

    readonly StringBuilder _search = new();
    readonly List<ContentHash> _indexed = [];
    string? _title;
    string? _wrapper;
    string? _unknownShape;

    public RequestText Read(SplitBody split)
    {
        var tail = ReadTail(split.Items);
        if (!split.PlainInput.IsEmpty)
        {
            var input = ItemTexts.ReadContent(split.PlainInput);
            Index(input);
            Offer(input.Pieces);
        }
        SeekTitle(split.Items, tail);
        ReadHistory(split.Items, tail);
        if (!split.Instructions.IsEmpty && IsNew(ContentHash.Of(split.Instructions.Span)))
            Index(ItemTexts.ReadContent(split.Instructions));
        return new(_search, RowText.Line(_title ?? _wrapper, RowText.MaxTitle), _indexed, _unknownShape);
    }

    // 1. Backwards, since the newest must have its place.
    int ReadTail(IReadOnlyList<SplitItem> items)
    {
        for (var at = items.Count - 1; at >= 0; at--)
        {
            var item = ItemTexts.Read(items[at].Json);
            if (item.IsAnswer)
                return at + 1;
            if (!item.IsInstruction)
                _indexed.Add(NameOf(item));
            if (!item.IsInstruction || IsNew(NameOf(item)))
                Index(item);
            Offer(item);
        }
        return 0;
    }

    void SeekTitle(IReadOnlyList<SplitItem> items, int tail)
    {
        for (var at = tail - 1; at >= 0 && _title is null && tail - at <= MaxTitleItems; at--)
            Offer(ItemTexts.Read(items[at].Json));
    }

    // 2.
    void ReadHistory(IReadOnlyList<SplitItem> items, int tail)
    {
        var isOurs = tail > 0 && (known.WasSeen(items[0].Hash) || known.WasSeen(NameOf(ItemTexts.Read(items[0].Json))));
        for (var at = tail - 1; at >= 0; at--)
        {
            // An item's name covers all before it.
            if (known.WasSeen(items[at].Hash))
                return;
            var item = ItemTexts.Read(items[at].Json);
            if (!(item.IsAnswer && isOurs) && IsNew(NameOf(item)))
                Index(item);
        }
    }

    void Index(ItemReading item)
    {
        _unknownShape ??= item.UnknownShape;
        foreach (var piece in item.Pieces)
        {
            var room = Math.Min(MaxPiece, MaxSearch - _search.Length);
            if (room <= 0)
                return;
            RowText.AppendSearchable(_search, piece.Text, room);
            _search.Append('\n');
        }
    }

    void Offer(ItemReading item)
    {
        if (item.Role == "user" && _title is null)
            Offer(item.Pieces);
    }

    // Agents wrap their own notes in tags beside what the user wrote; such a note is the title only where there is nothing else.
    void Offer(IReadOnlyList<TextPiece> pieces)
    {
        for (var at = pieces.Count - 1; at >= 0 && _title is null; at--)
            if (pieces[at].Kind == TextKind.Words && IsNote(pieces[at].Text))
                _wrapper ??= pieces[at].Text;
            else if (pieces[at].Kind == TextKind.Words)
                _title = pieces[at].Text;
    }

    static bool IsNote(string text) =>
        text.AsSpan().TrimStart() is ['<', >= 'a' and <= 'z', ..] || text.StartsWith("# AGENTS.md", StringComparison.Ordinal);

    bool IsNew(ContentHash text)
    {
        _indexed.Add(text);
        return !known.WasSeen(text);
    }

    static ContentHash NameOf(ItemReading item) => ContentHash.Of(Encoding.UTF8.GetBytes(string.Join('\n', item.Pieces.Select(piece => piece.Text))));
}
