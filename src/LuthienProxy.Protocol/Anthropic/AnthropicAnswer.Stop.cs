using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Anthropic;

/// <content>The stop and the end (A4–A6, I-20, I-22, I-25, I-27, I-33).</content>
sealed partial class AnthropicAnswer
{
    bool _stopped;
    string? _word;
    AnthropicFrame? _stopFrame;

    void Stop(ChoiceStopped stopped, AnthropicFrame? whole)
    {
        if (_stopped || stopped.Choice != 0)
        {
            Repairs.Add(Repair.AfterStop);
            return;
        }
        FinishContent();
        if (HasEnded)
            return;
        _stopped = true;
        var word = Corrected(AnthropicStop.WordFor(stopped.Reason));
        if (whole is not null)
        {
            _output.Stop(word, _usage, whole);
            return;
        }
        // The usage that belongs to it may be the next event: it leaves with the end.
        _word = word;
        _stopFrame = stopped.Origin is AnthropicFrame { Kind: AnthropicFrameKind.MessageDelta } frame ? frame : null;
    }

    /// <summary>A stop without a reason is none; its usage and other fields leave with the true one, or with the one made at the end.</summary>
    void HoldUsage(AnthropicFrame frame)
    {
        if (_stopped)
        {
            Repairs.Add(Repair.AfterStop);
            return;
        }
        Repairs.Add(Repair.MissingStop);
        _usage = AnthropicUsage.Merge(_usage, ((UsageReported)frame.EventAt(0)).Usage);
        _stopFrame = frame;
    }

    void Complete(AnthropicFrame? whole)
    {
        if (!_started)
        {
            Repairs.Add(Repair.MissingStart);
            End(new(ErrorKind.Upstream, "The upstream's answer was empty."), null);
            return;
        }
        if (!_stopped)
        {
            FinishContent();
            if (HasEnded)
                return;
            if (_stopFrame is null)
                Repairs.Add(Repair.MissingStop);
            _word = _toolIds.Count > 0 ? "tool_use" : "end_turn";
        }
        WriteStop();
        HasEnded = true;
        _output.Complete(whole);
    }

    void WriteStop()
    {
        if (_word is null)
            return;
        _output.Stop(_word, _usage, _stopFrame);
        _stopped = true;
        _word = null;
    }

    /// <summary>Closes what is open and sees to it that there is something to see.</summary>
    void FinishContent()
    {
        EnsureStarted();
        while (_open is not null && !HasEnded)
        {
            Repairs.Add(Repair.UnclosedBlock);
            CloseOpen(Fate.Closed, null);
        }
        if (_isVisible || IsUntouched || HasEnded)
            return;
        Repairs.Add(Repair.EmptyBlock);
        WriteText(RemovedText);
    }

    void WriteText(string text)
    {
        // Negative: decoders and policies count up from 0.
        var started = new BlockStarted(new(int.MinValue + _next), BlockKind.Text);
        _open = new(started, AnthropicForm.Text);
        AppendText(_open, new(started.Block, DeltaKind.Text) { Text = text }, null);
        CloseOpen(Fate.Closed, null);
    }

    string Corrected(string word)
    {
        var hasTools = _toolIds.Count > 0;
        var corrected = word switch
        {
            // A block type of the future may be a tool call too: an upstream is believed.
            "tool_use" when !hasTools && !(_hasOpaque && IsUntouched) => "end_turn",
            "end_turn" when hasTools => "tool_use",
            _ => word,
        };
        if (corrected != word)
            Repairs.Add(Repair.CorrectedStop);
        return corrected;
    }

    /// <summary>
    /// Ends an answer that a policy blocked as a turn with an explanation: an error inside an answer makes Claude Code ask again (protocols.md, 3.3).
    /// Not possible after a tool call, and inside a block that is not text.
    /// </summary>
    bool TryExplain(string message)
    {
        FlushStart();
        if (!_started || _toolIds.Count > 0 || _stopped || _open is { Form: not AnthropicForm.Text })
            return false;
        _held = null;
        if (_open is { IsWritten: true } block)
        {
            AppendText(block, new(block.Started.Block, DeltaKind.Text) { Text = block.HasText ? "\n\n" + message : message }, null);
            CloseOpen(Fate.Closed, null);
        }
        else
            WriteText(message);
        _word = "end_turn";
        WriteStop();
        HasEnded = true;
        _output.Complete(null);
        return true;
    }
}
