using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies;

/// <summary>What a policy sends on, in order. Valid during the hook that it was given to; not thread-safe.</summary>
public sealed class PolicyOutput
{
    readonly PolicyContext _context;

    internal PolicyOutput(PolicyContext context) => _context = context;

    /// <summary>What was sent on so far and has not been taken.</summary>
    internal List<ResponseEvent> Events { get; } = [];

    /// <summary>Sends an event on: as it came, changed by <c>with</c>, or new.</summary>
    public void Forward(ResponseEvent next)
    {
        ArgumentNullException.ThrowIfNull(next);
        Events.Add(next);
    }

    /// <summary>Adds a whole block of text of its own. Between two events of another block the emitter moves it or, where the format has no room, drops it.</summary>
    /// <param name="text">The text; nothing is added when it is empty.</param>
    /// <param name="choice">The choice that it belongs to.</param>
    public void AddText(string text, int choice = 0)
    {
        if (string.IsNullOrEmpty(text))
            return;
        var block = _context.NewBlock();
        Events.Add(new BlockStarted(block, BlockKind.Text) { Choice = choice });
        Events.Add(new BlockDelta(block, DeltaKind.Text) { Text = text });
        Events.Add(new BlockCompleted(block));
    }

    /// <summary>Ends the answer here with an explanation in the format's own way. Whatever is forwarded behind it is dropped.</summary>
    /// <param name="explanation">For the person who reads it.</param>
    public void Stop(string explanation) => Events.Add(new ResponseFailed(new(ErrorKind.Blocked, explanation)));
}
