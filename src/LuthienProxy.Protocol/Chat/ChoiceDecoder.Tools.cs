using System.Text;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Chat;

sealed partial class ChoiceDecoder
{
    readonly List<ToolCallUnderWay> _tools = [];
    int _toolCount;

    // A piece after the stop is the rest of a call that was completed without it: its name will not come.
    bool _isStopped;

    /// <summary>A piece of a tool call, or a whole one (I-10).</summary>
    public void Tool(in ToolEntry entry, bool isWhole)
    {
        var frame = BringContent();
        var call = isWhole ? null : Find(entry);
        call ??= Begin(entry);
        Learn(call, entry);
        if (!entry.IsLegacy)
            frame.Add(new ToolFact(call.Block, Index, entry.Index, call.Ordinal, entry.Span, entry.Head));
        if (call.IsStarted || call.Name.Length > 0 || isWhole || _isStopped)
            Tell(call, entry, frame);
        else
            Withhold(call, entry, frame);
    }

    void Tell(ToolCallUnderWay call, in ToolEntry entry, ChatFrame frame)
    {
        if (!call.IsStarted)
            StartCall(call, frame);
        if (call.Early is { } early)
        {
            call.Early = null;
            frame.Traits |= ChunkTraits.Withheld;
            answer.Tell(new BlockDelta(call.Block, DeltaKind.Arguments) { Text = early.ToString() });
        }
        if (entry.Arguments is { IsPresent: true, Length: > 0 })
            answer.Tell(frame.AddDelta(new(call.Block, DeltaKind.Arguments) { Origin = frame }, Index, entry.Field, entry.Arguments));
    }

    // The name comes late: until then nobody can say which tool this is, so its pieces wait.
    static void Withhold(ToolCallUnderWay call, in ToolEntry entry, ChatFrame frame)
    {
        frame.Traits |= ChunkTraits.Withheld;
        if (entry.Arguments is { IsPresent: true, Length: > 0 })
            (call.Early ??= new StringBuilder()).Append(JsonText.Unescape(entry.Arguments.In(frame.Data.Span)));
    }

    // Calls whose name never came are told without one: the emitter refuses them.
    void StartNameless(ChatFrame? frame)
    {
        foreach (var call in _tools)
            if (!call.IsStarted)
                StartCall(call, frame);
    }

    void StartCall(ToolCallUnderWay call, ChatFrame? frame)
    {
        call.IsStarted = true;
        Start(call.Block, BlockKind.ToolCall, new(call.Id, call.Name, call.IsCustom), frame);
    }

    ToolCallUnderWay Begin(in ToolEntry entry)
    {
        CloseProse();
        var call = new ToolCallUnderWay(answer.NextBlock(), entry.Index, entry.IsLegacy ? 0 : _toolCount++, entry.IsLegacy);
        _tools.Add(call);
        return call;
    }

    static void Learn(ToolCallUnderWay call, in ToolEntry entry)
    {
        if (call.IsStarted)
            return;
        if (call.Id.Length == 0)
            call.Id = entry.Id ?? "";
        if (call.Name.Length == 0)
            call.Name = entry.Name ?? "";
        call.IsCustom |= entry.IsCustom;
    }

    // Gemini and its kin give every call index 0 or none: a new id with a name, or without an index a name alone, begins a call of its own.
    ToolCallUnderWay? Find(in ToolEntry entry)
    {
        for (var at = _tools.Count - 1; at >= 0; at--)
        {
            var call = _tools[at];
            if (call.IsLegacy != entry.IsLegacy || (entry.Index >= 0 && call.WireIndex != entry.Index))
                continue;
            return BeginsAnother(call, entry) ? null : call;
        }
        return null;
    }

    static bool BeginsAnother(ToolCallUnderWay call, in ToolEntry entry)
    {
        if (string.IsNullOrEmpty(entry.Name) || call.Name.Length == 0)
            return false;
        if (string.IsNullOrEmpty(entry.Id))
            return entry.Index < 0 ? !entry.IsLegacy : entry.Name != call.Name && !entry.IsLegacy;
        return entry.Id != call.Id;
    }
}
