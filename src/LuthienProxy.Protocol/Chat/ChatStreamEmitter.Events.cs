using System.Buffers;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Chat;

// Start, stop, usage and end.
sealed partial class ChatStreamEmitter
{
    readonly List<ChatChoice> _choices = [];
    bool _started;
    bool _usageSent;
    UsageReported? _usage;

    void Write(ResponseEvent next)
    {
        if (HasEnded)
        {
            Mend(Repair.AfterEnd);
            return;
        }
        switch (next)
        {
            case ResponseStarted started: Start(started); break;
            case BlockStarted started: StartBlock(started); break;
            case BlockDelta delta: WriteDelta(delta); break;
            case BlockCompleted completed: CompleteBlock(completed); break;
            case ChoiceStopped stopped: Stop(stopped); break;
            case UsageReported usage: TakeUsage(usage); break;
            case Passthrough passthrough: Pass(passthrough); break;
            case ResponseCompleted: Complete(); break;
            case ResponseFailed failed: EndWithError(failed.Error); break;
        }
    }

    void Start(ResponseStarted started)
    {
        if (_started)
        {
            Mend(Repair.DuplicateStart);
            return;
        }
        _started = true;
        // Once a chunk has named the answer, it keeps that name (C1).
        if (started.Origin is not ChatFrame frame || !frame.Decoded(started))
            _identity ??= Complete(new(
                string.IsNullOrEmpty(started.Id) ? default : RawText(started.Id),
                (started.Origin as ChatFrame)?.Identity?.Created ?? default,
                string.IsNullOrEmpty(started.Model) ? default : RawText(started.Model)));
        Adopt(started);
        BringRole(ChoiceOf((started.Origin as ChatFrame)?.FirstChoice ?? 0), started);
    }

    void Adopt(ResponseEvent next)
    {
        if (next.Origin is ChatFrame { Identity: { NamesAnswer: true } identity })
            _upstream ??= identity;
    }

    void NeedStart(ResponseEvent next)
    {
        if (_started)
            return;
        Mend(Repair.MissingStart);
        Adopt(next);
        _started = true;
    }

    void Stop(ChoiceStopped stopped)
    {
        NeedStart(stopped);
        if (stopped.Choice < 0 || _usageSent || ChoiceOf(stopped.Choice).IsStopped)
        {
            Mend(Repair.AfterStop);
            return;
        }
        var choice = ChoiceOf(stopped.Choice);
        CloseBlocks(choice);
        var word = ChatStops.ToWire(stopped.Reason);
        if (choice.Agreeing(word) != word)
            Mend(Repair.CorrectedStop);
        WriteStop(choice, choice.Agreeing(word), stopped);
    }

    void WriteStop(ChatChoice choice, string word, ResponseEvent? source)
    {
        BringRole(choice, source);
        choice.IsStopped = true;
        _chunks.WriteChoice(_due, Identity, choice.Index, default, word, TemplateOf(source), KeepsRest(source));
    }

    void TakeUsage(UsageReported usage)
    {
        if (!_request.IncludeUsage || _usageSent)
        {
            Mend(Repair.MisplacedUsage);
            return;
        }
        _usage = usage;
        if (_whole is not null && _whole.Has(ChunkTraits.EmptyChoices) && _choices.Count > 0 && _choices.TrueForAll(choice => choice.IsStopped))
            WriteUsage();
        else
            _deviates = true;
    }

    void WriteUsage()
    {
        if (_usage is not { } usage)
            return;
        _usage = null;
        _usageSent = true;
        _chunks.WriteBare(_due, Identity, RawUsage(usage), TemplateOf(usage));
    }

    static ReadOnlySpan<byte> RawUsage(UsageReported usage)
    {
        if (usage.Origin is ChatFrame { Usage.IsPresent: true } frame && frame.Decoded(usage))
            return frame.Usage.In(frame.Data.Span);
        var raw = new ArrayBufferWriter<byte>(128);
        ChatUsage.Write(raw, usage.Usage);
        return raw.WrittenSpan;
    }

    void Pass(Passthrough passthrough)
    {
        if (_whole is not { Kind: ChatFrameKind.Chunk } frame || !ReferenceEquals(frame, passthrough.Origin) || _usageSent)
            return;
        for (var at = 0; at < frame.ChoiceCount; at++)
            if (ChoiceOf(frame.ChoiceAt(at).Index) is { IsStopped: false } choice)
                BringRole(choice, passthrough);
        // What comes before the answer is named must not choose its name.
        if (frame.ChoiceCount == 0 && (_identity is not null || frame.Identity is { NamesAnswer: true }))
            _chunks.WriteBare(_due, Identity, default, frame);
    }

    void Complete()
    {
        if (!_started && _choices.Count == 0)
        {
            Mend(Repair.MissingStop);
            EndWithError(Empty);
            return;
        }
        if (_choices.Count == 0)
            ChoiceOf(0);
        foreach (var choice in _choices)
            if (!choice.IsStopped)
                StopUntold(choice);
        _deviates |= _usage is not null;
        WriteUsage();
        SseWriter.WriteEvent(_due, default, "[DONE]"u8);
        HasEnded = true;
    }

    void StopUntold(ChatChoice choice)
    {
        Mend(Repair.MissingStop);
        CloseBlocks(choice);
        WriteStop(choice, choice.Agreeing("stop"), null);
    }

    // C2: the first delta of a choice carries the role, and no other.
    void BringRole(ChatChoice choice, ResponseEvent? source)
    {
        if (choice.HasRole)
            return;
        choice.HasRole = true;
        _chunks.WriteChoice(_due, Identity, choice.Index, "\"role\":\"assistant\",\"content\":\"\""u8, null, TemplateOf(source), keepRest: false);
    }

    ChatChoice ChoiceOf(int index)
    {
        foreach (var known in _choices)
            if (known.Index == index)
                return known;
        var choice = new ChatChoice(index);
        _choices.Add(choice);
        return choice;
    }

    static ChatFrame? TemplateOf(ResponseEvent? source) =>
        source?.Origin is ChatFrame { Kind: ChatFrameKind.Chunk } frame ? frame : null;
}
