using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Tests.Recording;

/// <summary>What is added to a call's feed comes to the journal, however the journal's answers and those who add overtake one another.</summary>
public sealed class JournalFeedSpec
{
    static readonly Opened Opening = new() { Node = "test", Format = "openai-chat", Model = "scripted", Method = "POST", Path = "/v1/chat/completions" };
    static readonly Blocked Ending = new(new TransactionSummary { Status = 400 });

    readonly MemoryJournal _journal = new();
    readonly Source _source = new();
    readonly TransactionId _id = TransactionId.New(TimeProvider.System);
    readonly JournalFeed _feed;

    public JournalFeedSpec() => _feed = new(_id, _journal, new Backlog(1 << 20, int.MaxValue), _source, TimeProvider.System);

    [Fact]
    public async Task An_end_must_be_handed_over_though_the_batch_before_it_is_answered_before_the_end_is_made_due()
    {
        _journal.Holds = static batch => batch.Entries[0].Sequence == 1;
        Add(Opening);
        var first = HandOverAsync();

        Add(Ending);
        _journal.Release();
        await first;
        await HandOverAsync();

        Recorded.ShouldBe([typeof(Opened), typeof(Blocked)]);
        _source.Closings.ShouldBe(1);
    }

    [Fact]
    public async Task A_feed_must_close_once_and_only_when_the_end_has_been_answered()
    {
        _journal.Holds = static batch => batch.Entries[^1].Event is TransactionEnded;
        Add(Opening);
        await HandOverAsync();
        Add(Ending);
        var last = HandOverAsync();

        _source.Closings.ShouldBe(0);
        _journal.Release();
        await last;
        await HandOverAsync();

        Recorded.ShouldBe([typeof(Opened), typeof(Blocked)]);
        _source.Closings.ShouldBe(1);
    }

    IEnumerable<Type> Recorded => _journal.Of(_id).Select(entry => entry.Event.GetType());

    void Add(JournalEvent happened)
    {
        lock (_feed.Gate)
            _feed.Add(happened);
    }

    // What a recorder does after it has added something.
    Task HandOverAsync()
    {
        lock (_feed.Gate)
        {
            if (!_feed.MakeDue())
                return Task.CompletedTask;
        }
        return _feed.RunAsync();
    }

    sealed class Source : IFeedSource
    {
        public int Closings { get; private set; }

        public void Collect()
        {
        }

        public void Closed() => Closings++;

        public void Failed(Exception cause) => throw new InvalidOperationException("The journal threw.", cause);

        public void Lost(int events) => throw new InvalidOperationException("Events were lost.");
    }
}
