using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>
/// The grammar of an Anthropic answer as a state machine: takes any events in any order and calls an output with a legal sequence
/// (A1–A13, I-20…I-33). The state of one answer; not thread-safe.
/// </summary>
/// <remarks>
/// <para>Start → (blocks, one at a time)* → stop → end; an error may end it anywhere.</para>
/// <para>Decisions where the format leaves a choice:</para>
/// <list type="bullet">
/// <item>A block that begins while another is open waits until that one ends; nothing is lost. Past the bound of <see cref="AnthropicHeldEvents"/>
/// the open block is closed, and if more of its content comes after all the answer fails rather than lose it.</item>
/// <item>Text and thinking after a tool call are dropped: with them the client's next request would be refused (I-24).</item>
/// <item>An upstream's text block is begun at once (H3); if it ends empty it gets <see cref="EmptyText"/>, because an empty one makes the client's
/// next request fail (A10). A text block begun or changed by a policy is begun with its first text and vanishes if none comes.</item>
/// <item>If a policy leaves nothing to be seen, the client is told so (<see cref="RemovedText"/>, I-27). An answer that the upstream itself left empty stays so.</item>
/// <item>A tool call whose id is missing or used before gets a new one; one without a name is dropped.</item>
/// <item>A signature that comes in pieces is said again in full with each: clients keep the last (A9).</item>
/// </list>
/// </remarks>
sealed partial class AnthropicAnswer
{
    /// <summary>Stands in a text block that the upstream left empty.</summary>
    public const string EmptyText = "…";

    /// <summary>Stands where a policy removed everything that was to be seen.</summary>
    public const string RemovedText = "[This answer was removed by a policy.]";

    static readonly GatewayError Unsorted = new(ErrorKind.Upstream, "The upstream mixed the parts of its answer in a way that cannot be passed on whole.");

    readonly IAnthropicOutput _output;
    readonly string _model;
    ResponseStarted? _due;
    TokenUsage? _usage;
    string _id = "";
    bool _started;
    int _wholeFrames;
    bool _touched;

    /// <summary>An answer to a request for <paramref name="model"/>, which is named where the upstream does not name one.</summary>
    public AnthropicAnswer(IAnthropicOutput output, string model)
    {
        _output = output;
        _model = model;
    }

    /// <summary>Whether the answer has ended.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The block that is being written, if any.</summary>
    public AnthropicBlock? OpenBlock => _open;

    /// <summary>What was repaired.</summary>
    public RepairCounts Repairs { get; } = new();

    /// <summary>Whether everything so far came from the upstream, untouched and complete.</summary>
    public bool IsUntouched => !_touched;

    /// <summary>Takes a frame all of whose events arrived untouched.</summary>
    public void TakeFrame(AnthropicFrame frame)
    {
        _touched |= frame.Ordinal != _wholeFrames++;
        if (HasEnded)
        {
            Repairs.Add(Repair.AfterEnd);
            return;
        }
        FlushStart();
        // The output adds what is missing: clients throw without it.
        if (!frame.IsComplete)
            Repairs.Add(Repair.CompletedFrame);
        TakeWhole(frame, frame.EventAt(0));
    }

    /// <summary>Takes an event by itself: made here, changed, of a frame that was torn, or of a body.</summary>
    public void Take(ResponseEvent next, bool isTouched = true)
    {
        _touched |= isTouched;
        if (HasEnded)
        {
            Repairs.Add(Repair.AfterEnd);
            return;
        }
        if (next is not UsageReported)
            FlushStart();
        TakeApart(next);
    }

    /// <summary>Writes what waits for further events of the same frame.</summary>
    public void Settle()
    {
        if (!HasEnded)
            FlushStart();
    }

    /// <summary>Ends the answer with an error, unless it has ended. Before anything was written only the state changes.</summary>
    public void Fail(GatewayError error)
    {
        if (HasEnded)
            return;
        if (!_output.HasWritten)
            HasEnded = true;
        else if (error.Kind != ErrorKind.Blocked || !TryExplain(error.Message))
            End(error, null);
    }

    void TakeWhole(AnthropicFrame frame, ResponseEvent first)
    {
        switch (first)
        {
            case BlockDelta delta:
                Append(delta, frame);
                break;
            case BlockStarted started:
                Begin(started, frame);
                break;
            case BlockCompleted completed:
                Finish(completed, frame);
                break;
            case ResponseStarted started:
                StartWhole(started, frame);
                break;
            case ChoiceStopped stopped:
                Stop(stopped, frame);
                break;
            case UsageReported:
                HoldUsage(frame);
                break;
            case ResponseCompleted:
                Complete(frame);
                break;
            case ResponseFailed failed:
                End(failed.Error, frame.Kind == AnthropicFrameKind.Error ? frame : null);
                break;
            default:
                Pass(frame);
                break;
        }
    }

    void TakeApart(ResponseEvent next)
    {
        switch (next)
        {
            case BlockDelta delta:
                Append(delta, null);
                break;
            case BlockStarted started:
                Begin(started, null);
                break;
            case BlockCompleted completed:
                Finish(completed, null);
                break;
            case ResponseStarted started:
                StartApart(started);
                break;
            case ChoiceStopped stopped:
                Stop(stopped, null);
                break;
            case UsageReported reported:
                _usage = AnthropicUsage.Merge(_usage, reported.Usage);
                break;
            case ResponseCompleted:
                Complete(null);
                break;
            case ResponseFailed { Error.Kind: ErrorKind.Blocked } stopped when _output.HasWritten:
                Fail(stopped.Error);
                break;
            case ResponseFailed failed:
                End(failed.Error, null);
                break;
            case Passthrough { Origin: AnthropicFrame { Kind: AnthropicFrameKind.Other or AnthropicFrameKind.Comment } frame }:
                Pass(frame);
                break;
        }
    }

    void Pass(AnthropicFrame frame)
    {
        if (frame.Kind == AnthropicFrameKind.Foreign)
            Repairs.Add(Repair.ForeignFrame);
        else
            _output.Pass(frame);
    }

    void End(GatewayError error, AnthropicFrame? whole)
    {
        HasEnded = true;
        _output.Fail(error, whole);
    }
}
