using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Tests.Recording;

/// <summary>However the upstream's bytes come and whatever becomes of its events, the record gives both sides back, and stores what they share once.</summary>
[Trait("Spec", "000-07f")]
public sealed class TapeLaws
{
    static readonly Gen<int[]> Chunks = Gen.Choose(1, 400).ArrayOf().Where(chunks => chunks.Length > 0);

    static readonly Gen<Edit[]> Edits = Gen.Elements(Edit.Keep, Edit.Keep, Edit.Keep, Edit.Change, Edit.Drop, Edit.Precede, Edit.HoldToNext).ArrayOf();

    static readonly Gen<byte[]> Streams =
        from frames in Gen.Choose(0, 40)
        from names in Gen.Elements("", "", "event: content_block_delta\n", "event: a\n").ArrayOf(frames)
        from sizes in Gen.Choose(0, 120).ArrayOf(frames)
        select Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, frames).Select(i =>
            i % 11 == 10 ? $": comment {i}, long enough to be found\n\n" : $"{names[i]}data: {{\"number\":{i},\"text\":\"{new string((char)('a' + (i % 26)), sizes[i])}\"}}\n\n")));

    [Fact]
    public void Both_sides_must_come_back_to_the_byte() => Check(Streams, (run, upstream) =>
    {
        Entries(run).Original().ShouldBe(upstream);
        Entries(run).Delivered().ShouldBe(run.Delivered);
    });

    [Fact]
    public void Both_sides_must_come_back_to_the_byte_also_where_events_are_looked_at_in_pieces() => Check(
        Streams,
        (run, upstream) =>
        {
            Entries(run).Original().ShouldBe(upstream);
            Entries(run).Delivered().ShouldBe(run.Delivered);
        },
        mostJoined: 0);

    [Fact]
    public void An_untouched_stream_must_cost_nothing_twice() => Check(
        Streams, (run, upstream) => Entries(run).LiteralBytes().ShouldBeLessThanOrEqualTo(Comments(upstream)), Gen.Constant<Edit[]>([]));

    [Fact]
    public void After_an_edit_the_rest_must_be_copies_again() => Check(
        Streams, (run, upstream) => Entries(run).LiteralBytes().ShouldBeLessThanOrEqualTo(run.Written + Comments(upstream)));

    [Fact]
    public void Streams_in_another_framing_must_come_back_and_keep_their_data_once() => Check(
        Streams.Select(stream => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(stream).Replace("\n", "\r\n", StringComparison.Ordinal))),
        (run, upstream) =>
        {
            Entries(run).Original().ShouldBe(upstream);
            Entries(run).Delivered().ShouldBe(run.Delivered);
        });

    [Fact]
    [Trait("Spec", "000-20")]
    public void Where_policies_may_redact_only_what_was_delivered_as_it_came_may_be_kept() => Check(
        Streams,
        (run, upstream) =>
        {
            run.Events.OfType<OriginalSegment>().Sum(segment => segment.Bytes.Size).ShouldBe(upstream.Length);
            var copied = run.Events.OfType<DeliveredSegment>().SelectMany(segment => segment.Runs).OfType<DeliveredRun.Copy>()
                .SelectMany(copy => Enumerable.Range((int)copy.From, (int)copy.Length)).ToHashSet();
            run.Kept.SelectMany(segment => Enumerable.Range((int)segment.Offset, (int)segment.Bytes.Size)).ShouldBeSubsetOf(copied);
        },
        isSettling: true);

    static void Check(Gen<byte[]> streams, Action<TapeRun, byte[]> law, Gen<Edit[]>? edits = null, bool isSettling = false, int mostJoined = 8 * 1024) =>
        Prop.ForAll(
            (from stream in streams from chunks in Chunks from edit in edits ?? Edits select (stream, chunks, edit)).ToArbitrary(),
            drawn =>
            {
                var run = new TapeRun(isSettling, mostJoined);
                run.Take(drawn.stream, drawn.chunks, drawn.edit);
                law(run, drawn.stream);
            }).QuickCheckThrowOnFailure();

    // A comment whose blank line comes with a later chunk costs that one byte.
    static long Comments(byte[] upstream) => Encoding.UTF8.GetString(upstream).Split('\n').Count(line => line.StartsWith(':'));

    static List<JournalEntry> Entries(TapeRun run) => [.. run.Events.Select((happened, i) => new JournalEntry(default, i + 1, default, happened))];
}
