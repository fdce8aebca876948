using System.Text;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Text;

/// <summary>One text while it streams: what is not settled, and the events that it came in. Not thread-safe.</summary>
sealed class TextUnderWay(BlockStarted started, TextTransform transform, PolicyContext context)
{
    readonly Queue<TextPiece> _pieces = new();
    readonly TextEdits _edits = new();
    readonly EditTally _tally = new();
    readonly StringBuilder _out = new();
    // What is not settled; compacted when settled characters fall off its front.
    char[] _pending = [];
    int _pendingLength;
    // The last event of which nothing is left, in whose form what became of it leaves.
    BlockDelta? _spent;

    public int Choice => started.Choice;

    public int Held => _pendingLength;

    /// <summary>The next piece of the text.</summary>
    public void Take(BlockDelta delta, PolicyOutput output)
    {
        var text = delta.Text;
        Append(text);
        _pieces.Enqueue(new(delta, text.Length));
        // A delta that ends with half a character waits for the one with the other half (H5).
        if (text.Length == 0 || !char.IsHighSurrogate(text[^1]))
            Advance(isEnd: false, output);
    }

    /// <summary>An event of the block that has no text: it keeps its place.</summary>
    public void Keep(ResponseEvent other, PolicyOutput output)
    {
        if (_pieces.Count == 0)
            output.Forward(other);
        else
            _pieces.Enqueue(new(other, 0));
    }

    /// <summary>No more comes: everything is settled.</summary>
    public void Finish(PolicyOutput output)
    {
        Advance(isEnd: true, output);
        _edits.Clear();
        _edits.Keep(_pendingLength);
        Apply(output);
        if (_tally.HasChanges)
            context.Decide(PolicyVerdict.Replace, _tally.InWords(), started.Block);
    }

    /// <summary>Gives everything back as it is.</summary>
    public void Release(PolicyOutput output)
    {
        _edits.Clear();
        _edits.Keep(_pendingLength);
        Apply(output);
    }

    void Advance(bool isEnd, PolicyOutput output)
    {
        _edits.Clear();
        if (_pendingLength > 0 || isEnd)
            transform.Advance(_pending.AsSpan(0, _pendingLength), isEnd, _edits);
        EditCheck.ThrowIfOver(_edits, _pendingLength);
        Apply(output);
    }

    void Apply(PolicyOutput output)
    {
        var at = 0;
        foreach (var edit in _edits.All)
        {
            if (edit.Text is null)
                Keep(at, edit.Count, output);
            else
                Replace(edit, output);
            at += edit.Count;
            _tally.Add(edit);
        }
        Flush(output);
        ForwardEmpty(output);
        _pendingLength -= at;
        _pending.AsSpan(at, _pendingLength).CopyTo(_pending);
    }

    void Keep(int at, int count, PolicyOutput output)
    {
        while (count > 0)
        {
            var piece = Head(output);
            var taken = Math.Min(count, piece.Left);
            if (taken == piece.Left && !piece.IsTouched)
            {
                // Whole and untouched: the very object, so that its bytes stay.
                Flush(output);
                output.Forward(_pieces.Dequeue().Source);
            }
            else
            {
                _out.Append(_pending, at, taken);
                Spend(piece, taken);
            }
            at += taken;
            count -= taken;
        }
    }

    void Replace(TextEdits.Edit edit, PolicyOutput output)
    {
        var left = edit.Count;
        if (left == 0 && _pieces.Count > 0)
            Head(output).IsTouched = true;
        _out.Append(edit.Text);
        while (left > 0)
        {
            var piece = Head(output);
            var taken = Math.Min(left, piece.Left);
            Spend(piece, taken);
            left -= taken;
        }
    }

    // The first piece with characters; those without go on before it.
    TextPiece Head(PolicyOutput output)
    {
        ForwardEmpty(output);
        return _pieces.Peek();
    }

    // The rest of a piece leaves together with what follows: else whoever holds the word under way would make two deltas of each.
    void Spend(TextPiece piece, int count)
    {
        piece.IsTouched = true;
        piece.Left -= count;
        if (piece.Left == 0)
            _spent = (BlockDelta)_pieces.Dequeue().Source;
    }

    // What became of the pieces so far.
    void Flush(PolicyOutput output)
    {
        if (_out.Length > 0)
        {
            var form = (_pieces.TryPeek(out var piece) && piece.IsTouched ? piece.Source as BlockDelta : _spent) ?? new BlockDelta(started.Block, DeltaKind.Text);
            output.Forward(form with { Text = _out.ToString() });
            _out.Clear();
        }
        _spent = null;
    }

    void ForwardEmpty(PolicyOutput output)
    {
        while (_pieces.TryPeek(out var piece) && piece is { Left: 0, IsTouched: false })
        {
            Flush(output);
            output.Forward(_pieces.Dequeue().Source);
        }
    }

    void Append(string text)
    {
        if (_pendingLength + text.Length > context.Limits.MaxHeldCharacters)
            throw new PolicyException($"it would hold back more than {context.Limits.MaxHeldCharacters} characters.");
        if (_pendingLength + text.Length > _pending.Length)
            Array.Resize(ref _pending, Math.Max(_pending.Length * 2, _pendingLength + text.Length));
        text.CopyTo(_pending.AsSpan(_pendingLength));
        _pendingLength += text.Length;
    }
}
