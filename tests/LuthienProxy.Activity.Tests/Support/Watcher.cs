using System.IO.Pipelines;
using System.Text;
using LuthienProxy.Activity.Subscribers;

namespace LuthienProxy.Activity.Tests.Support;

/// <summary>A subscriber with the stream that it is written: reads block by block, or not at all.</summary>
sealed class Watcher : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Pipe _pipe;
    readonly Subscription _subscription;
    readonly CancellationTokenSource _leaving = new();
    string _text = "";

    Watcher(Subscription subscription, long buffer)
    {
        _subscription = subscription;
        _pipe = new(new PipeOptions(pauseWriterThreshold: buffer, resumeWriterThreshold: buffer / 2, useSynchronizationContext: false));
        Ended = RunAsync();
    }

    /// <summary>How its stream ended.</summary>
    public Task<StreamEnd> Ended { get; }

    /// <summary>The last id that it was told.</summary>
    public string? LastId { get; private set; }

    /// <param name="activity">What it watches.</param>
    /// <param name="filter">What it wants.</param>
    /// <param name="lastId">What it has seen.</param>
    /// <param name="identity">Who it is.</param>
    /// <param name="buffer">Bytes between the writer and it: of what it does not read, so much is taken from the writer.</param>
    public static async Task<Watcher> JoinAsync(ActivityStream activity, ActivityFilter? filter = null, string? lastId = null, string identity = "somebody", long buffer = 64 * 1024) =>
        new((await activity.SubscribeAsync(new() { Identity = identity, Filter = filter ?? ActivityFilter.Everything, LastEventId = lastId })).ShouldBeOfType<Admission.Admitted>().Subscription, buffer);

    /// <summary>The next block, whatever it is.</summary>
    public async Task<Block> BlockAsync()
    {
        int end;
        while ((end = _text.IndexOf("\n\n", StringComparison.Ordinal)) < 0)
        {
            var read = await _pipe.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            _text += Encoding.UTF8.GetString(read.Buffer);
            _pipe.Reader.AdvanceTo(read.Buffer.End);
            if (read is { IsCompleted: true, Buffer.IsEmpty: true })
                throw new EndOfStreamException($"The stream ended: {_text}");
        }
        var block = Block.Parse(_text[..end]);
        _text = _text[(end + 2)..];
        LastId = block.Id ?? LastId;
        return block;
    }

    /// <summary>The first beat that fits.</summary>
    public async Task<Block> BeatsAsync(Func<Block, bool> fits)
    {
        while (true)
        {
            var block = await BlockAsync();
            block.Comment.ShouldNotBeNull().ShouldStartWith("beat ");
            if (fits(block))
                return block;
        }
    }

    /// <summary>Whether there is another event before the stream's end; it is taken.</summary>
    public async Task<bool> TryEventAsync()
    {
        try
        {
            await EventAsync();
            return true;
        }
        catch (EndOfStreamException)
        {
            return false;
        }
    }

    /// <summary>The next event.</summary>
    public async Task<Block> EventAsync()
    {
        while (true)
        {
            var block = await BlockAsync();
            if (block.Event is not null)
                return block;
        }
    }

    /// <summary>Events until one fits, that one included.</summary>
    public async Task<List<Block>> EventsUntilAsync(Func<Block, bool> fits)
    {
        var events = new List<Block>();
        do
            events.Add(await EventAsync());
        while (!fits(events[^1]));
        return events;
    }

    /// <summary>So many events.</summary>
    public async Task<List<Block>> EventsAsync(int count)
    {
        var events = new List<Block>();
        while (events.Count < count)
            events.Add(await EventAsync());
        return events;
    }

    public async Task<StreamEnd> LeaveAsync()
    {
        await _leaving.CancelAsync();
        return await Ended.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        _leaving.Dispose();
    }

    async Task<StreamEnd> RunAsync()
    {
        await using var subscription = _subscription;
        var end = await subscription.WriteToAsync(_pipe.Writer, _leaving.Token);
        await _pipe.Writer.CompleteAsync();
        return end;
    }
}
