using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Policies.Text;

/// <summary>One block that is JSON, or may be: collected until it is whole, then its strings are changed. Not thread-safe.</summary>
sealed class JsonUnderWay(BlockStarted started, DeltaKind kind)
{
    readonly List<BlockDelta> _pieces = [];
    string? _changed;

    public int Choice => started.Choice;

    public bool IsWhole { get; private set; }

    public int Length { get; private set; }

    /// <summary>Takes a piece; answers how many characters it has.</summary>
    public int Take(BlockDelta delta)
    {
        if (delta.Kind != kind)
            return 0;
        _pieces.Add(delta);
        Length += delta.Text.Length;
        return delta.Text.Length;
    }

    public void Finish(TextPolicy policy, PolicyContext context)
    {
        IsWhole = true;
        var change = new WholeText(policy, context);
        var text = string.Concat(_pieces.Select(piece => piece.Text));
        var changed = started.Tool is { IsCustom: true } || text.Length == 0
            ? change.Apply(text)
            : JsonStrings.Rewrite(text, change.Apply, policy.ChangesNames ? change.Apply : null);
        if (changed == text)
            return;
        _changed = changed;
        context.Decide(PolicyVerdict.Replace, change.Tally.InWords(), started.Block);
    }

    /// <summary>What leaves in place of a piece; null for nothing.</summary>
    public BlockDelta? Instead(BlockDelta piece)
    {
        if (_changed is null || piece.Kind != kind)
            return piece;
        return ReferenceEquals(piece, _pieces[0]) ? piece with { Text = _changed } : null;
    }
}
