using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Activity.Feed;
using LuthienProxy.Activity.Publishing;
using LuthienProxy.Activity.Subscribers;

namespace LuthienProxy.Activity.Tests.Feed;

/// <summary>
/// Three nodes publish, two of them are watched and hear the others in an order of their own. A page moves between the two whenever it likes: it must see everything once,
/// or be told that something is missing.
/// </summary>
public sealed class ResumeSpec
{
    enum Step
    {
        OneHears,
        TwoHears,
        PageReads,
        PageMoves,
    }

    static readonly Gen<List<(Step Step, int Choice)>> Scripts =
        from steps in Gen.ListOf(Gen.Zip(Gen.Elements(Enum.GetValues<Step>()), Gen.Choose(0, 2)), 200)
        select steps.ToList();

    [Fact]
    [Trait("Spec", "000-07b")]
    [Trait("Spec", "002-43")]
    public void A_page_that_moves_between_nodes_must_see_every_event_once() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Scripts.ToArbitrary(), script =>
        {
            var run = new Run(capacity: 4096);
            run.Play(script);
            run.Page.Order().ShouldBe(run.Heard.Order());
            run.Gaps.ShouldBe(0);
        }));

    [Fact]
    [Trait("Spec", "000-07b")]
    public void A_page_that_was_away_too_long_must_see_nothing_twice_and_be_told_of_the_rest() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Scripts.ToArbitrary(), script =>
        {
            var run = new Run(capacity: 6);
            run.Play(script);
            run.Page.Distinct().Count().ShouldBe(run.Page.Count);
            (run.Page.Count == run.Heard.Count || run.Gaps > 0).ShouldBeTrue();
        }));

    sealed class Run
    {
        readonly string[] _nodes = ["first", "second", "third"];
        readonly EventFeed[] _feeds;
        readonly int[] _published = new int[3];
        readonly int[][] _heard = [new int[3], new int[3]];
        Reader _reader;
        int _at;

        public Run(int capacity)
        {
            _feeds = [Some.Feed("watched one", capacity), Some.Feed("watched two", capacity)];
            // Both have heard of all nodes before the page comes.
            foreach (var feed in _feeds)
                foreach (var node in _nodes)
                    feed.Append(Message(node, 0, EventTypes.Position));
            foreach (var (feed, other) in new[] { (_feeds[0], _feeds[1]), (_feeds[1], _feeds[0]) })
                feed.Append(HeardEvents.Read(other.PositionMessage())!);
            _reader = new(_feeds[0], ActivityFilter.Everything, null, TimeProvider.System);
        }

        public List<string> Page { get; } = [];

        public HashSet<string> Heard { get; } = [];

        public int Gaps { get; private set; }

        public void Play(IEnumerable<(Step Step, int Choice)> script)
        {
            foreach (var (step, choice) in script)
            {
                if (step is Step.OneHears or Step.TwoHears)
                    Hear(step == Step.OneHears ? 0 : 1, choice);
                else
                    Read();
                if (step == Step.PageMoves)
                    Move(choice % 2);
            }
            // In the end both have heard everything, and the page reads the rest.
            for (var node = 0; node < 3; node++)
                for (var feed = 0; feed < 2; feed++)
                    while (_heard[feed][node] < _published[node])
                        Hear(feed, node);
            Read();
        }

        void Hear(int feed, int node)
        {
            var number = ++_heard[feed][node];
            _published[node] = Math.Max(_published[node], number);
            _feeds[feed].Append(Message(_nodes[node], number, "transaction.opened"));
            Heard.Add($"{_nodes[node]}/e/{number}");
        }

        void Read()
        {
            while (_reader.Read(out var gap, out var frame))
            {
                Gaps += gap is null ? 0 : 1;
                if (frame is { } text)
                    Page.Add(Block.Parse(Encoding.UTF8.GetString(text.Span)).Name);
            }
        }

        void Move(int feed)
        {
            _at = feed;
            _reader = new(_feeds[_at], ActivityFilter.Everything, Cursor.Parse(_reader.Id.ToString()), TimeProvider.System);
            Gaps += _reader.Missed is null ? 0 : 1;
        }

        static HeardEvent Message(string node, long number, string type) =>
            HeardEvents.Read(Encoding.UTF8.GetBytes($$"""{"type":"{{type}}","node":"{{node}}","epoch":"e","number":{{number}}}"""))!;
    }
}
