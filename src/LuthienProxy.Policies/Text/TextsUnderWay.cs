using System.Text.Json;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Text;

/// <summary>
/// The texts of one answer that a text policy has in hand. While a block that is JSON is not whole, everything behind it waits, so that the order stays. Not thread-safe: the events of
/// an answer come one by one.
/// </summary>
sealed class TextsUnderWay
{
    readonly Dictionary<BlockId, TextUnderWay> _texts = [];
    readonly Dictionary<BlockId, JsonUnderWay> _jsons = [];
    readonly List<ResponseEvent> _waiting = [];
    TextPolicy _policy = null!;
    PolicyContext _context = null!;
    bool? _isJsonWanted;
    BlockId? _last;

    public TextsUnderWay For(TextPolicy policy, PolicyContext context)
    {
        _policy = policy;
        _context = context;
        return this;
    }

    public void Take(ResponseEvent next, PolicyOutput output)
    {
        // The answer broke off: what is held may be the half of something that must not be seen.
        if (next is ResponseFailed)
            Forget();
        else if (next is ResponseCompleted)
            FinishJsons(static _ => true, output);
        else if (_waiting.Count > 0 || (next is BlockStarted started && DeltaKindOfJson(started) is not null))
        {
            Wait(next, output);
            return;
        }
        Pass(next, output);
    }

    public void FinishChoice(int choice, PolicyOutput output)
    {
        FinishJsons(json => json.Choice == choice, output);
        foreach (var block in _texts.Where(text => text.Value.Choice == choice).Select(text => text.Key).ToList())
            Finish(block, output);
    }

    public void Release(PolicyOutput output)
    {
        foreach (var text in _texts.Values)
            text.Release(output);
        foreach (var next in _waiting)
            output.Forward(next);
        Forget();
    }

    void Wait(ResponseEvent next, PolicyOutput output)
    {
        _waiting.Add(next);
        switch (next)
        {
            case BlockStarted started when DeltaKindOfJson(started) is { } kind:
                _jsons.TryAdd(started.Block, new(started, kind));
                break;
            case BlockDelta delta when _jsons.TryGetValue(delta.Block, out var json):
                _context.Holds(json.Take(delta));
                if (_jsons.Values.Sum(held => (long)held.Length) > _context.Limits.MaxHeldCharacters)
                    throw new PolicyException($"it would hold back more than {_context.Limits.MaxHeldCharacters} characters.");
                break;
            case BlockCompleted completed when _jsons.TryGetValue(completed.Block, out var whole):
                FinishJsons(json => json == whole, output);
                break;
        }
    }

    void FinishJsons(Func<JsonUnderWay, bool> which, PolicyOutput output)
    {
        foreach (var json in _jsons.Values.Where(json => !json.IsWhole && which(json)))
            json.Finish(_policy, _context);
        if (_jsons.Values.All(json => json.IsWhole))
            LetOut(output);
    }

    void LetOut(PolicyOutput output)
    {
        var waiting = _waiting.ToArray();
        _waiting.Clear();
        foreach (var next in waiting)
            if (next is not BlockDelta delta || !_jsons.TryGetValue(delta.Block, out var json))
                Pass(next, output);
            else if (json.Instead(delta) is { } piece)
                output.Forward(piece);
        ForgetJsons();
    }

    void Pass(ResponseEvent next, PolicyOutput output)
    {
        switch (next)
        {
            case BlockDelta delta when _texts.TryGetValue(delta.Block, out var text):
                _last = delta.Block;
                if (delta.Kind == DeltaKind.Text)
                    text.Take(delta, output);
                else
                    text.Keep(next, output);
                return;
            // What means nothing to the conversation keeps its place among what is held: it may be a format's scaffolding around the block.
            case Passthrough or UsageReported when _last is { } last && _texts.TryGetValue(last, out var text):
                text.Keep(next, output);
                return;
            case BlockStarted started:
                Begin(started);
                break;
            case BlockCompleted completed:
                Finish(completed.Block, output);
                break;
        }
        output.Forward(next);
    }

    void Begin(BlockStarted started)
    {
        var target = started.Kind switch
        {
            BlockKind.Text => TextTargets.Text,
            BlockKind.Refusal => TextTargets.Refusal,
            _ => TextTargets.None,
        };
        // A second start of the same block is the upstream's fault, and the emitter drops it.
        if ((_policy.Targets & target) != TextTargets.None && !_jsons.ContainsKey(started.Block))
            _texts.TryAdd(started.Block, new(started, _policy.CreateTransform(_context), _context));
    }

    void Finish(BlockId block, PolicyOutput output)
    {
        if (_texts.Remove(block, out var text))
            text.Finish(output);
    }

    void Forget()
    {
        _texts.Clear();
        ForgetJsons();
        _waiting.Clear();
    }

    void ForgetJsons()
    {
        if (_jsons.Count > 0)
            _context.Holds(-_jsons.Values.Sum(held => (long)held.Length));
        _jsons.Clear();
    }

    DeltaKind? DeltaKindOfJson(BlockStarted started) => started.Kind switch
    {
        BlockKind.ToolCall when _policy.Targets.HasFlag(TextTargets.ToolArguments) => DeltaKind.Arguments,
        BlockKind.Text when _policy.Targets.HasFlag(TextTargets.Text) && IsJsonWanted() => DeltaKind.Text,
        _ => null,
    };

    // Titles, quotas and structured outputs: what the client will parse must stay JSON (PP8).
    bool IsJsonWanted() => _isJsonWanted ??= _context.Request.Prompt.Settings.OutputFormat is { ValueKind: JsonValueKind.Object } format
        && format.TryGetProperty("type"u8, out var type) && type.ValueKind == JsonValueKind.String && !type.ValueEquals("text"u8);
}
