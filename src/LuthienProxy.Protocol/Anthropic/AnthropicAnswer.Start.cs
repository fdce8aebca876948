using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Anthropic;

/// <content>The start: once, first, with its usage (A2).</content>
sealed partial class AnthropicAnswer
{
    void StartWhole(ResponseStarted started, AnthropicFrame frame)
    {
        if (IsDuplicateStart())
            return;
        var blocks = Enumerable.Range(0, frame.EventCount).Select(frame.EventAt).Skip(1).Where(e => e is not UsageReported).ToList();
        started = Named(started);
        _usage = frame.EventAt(1) is UsageReported reported ? reported.Usage : null;
        if (CanStayInStart(blocks))
        {
            _started = true;
            _output.Start(started, _usage, frame);
            foreach (var head in blocks.OfType<BlockStarted>())
                CountPrefilled(head);
            return;
        }
        // Clients know tool calls in a start only; anything else follows it as a block of its own.
        Repairs.Add(Repair.MisplacedBlock);
        _due = started;
        FlushStart();
        blocks.ForEach(TakeApart);
    }

    void StartApart(ResponseStarted started)
    {
        if (IsDuplicateStart())
            return;
        _due = Named(started);
    }

    bool IsDuplicateStart()
    {
        if (_started)
            Repairs.Add(Repair.DuplicateStart);
        return _started;
    }

    /// <summary>Writes a start that waited for its usage.</summary>
    void FlushStart()
    {
        if (_due is not { } started)
            return;
        _due = null;
        _started = true;
        _output.Start(started, _usage, null);
    }

    void EnsureStarted()
    {
        if (_started)
            return;
        Repairs.Add(Repair.MissingStart);
        _due = Named(new("", ""));
        FlushStart();
    }

    /// <summary>The start with the id and model that every client reads.</summary>
    ResponseStarted Named(ResponseStarted started)
    {
        _id = string.IsNullOrEmpty(started.Id) ? "msg_" + Guid.NewGuid().ToString("N") : started.Id;
        var model = string.IsNullOrEmpty(started.Model) ? _model : started.Model;
        return started.Id == _id && started.Model == model ? started : started with { Id = _id, Model = model };
    }

    static bool CanStayInStart(List<ResponseEvent> blocks)
    {
        var heads = blocks.OfType<BlockStarted>().ToList();
        return heads.TrueForAll(head => head.Tool is { Id.Length: > 0, Name.Length: > 0 })
            && heads.DistinctBy(head => head.Tool!.Id).Count() == heads.Count;
    }

    void CountPrefilled(BlockStarted head)
    {
        _fates[head.Block] = Fate.Closed;
        _toolIds.Add(head.Tool!.Id);
        _next++;
        _isVisible = true;
    }
}
