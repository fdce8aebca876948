using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.LoadTest.Http;
using LuthienProxy.LoadTest.Wire;

namespace LuthienProxy.LoadTest.Tests.Wire;

/// <summary>A response and an event stream are read the same however the network cuts them.</summary>
[Trait("Spec", "000-56")]
public sealed class CutsLaws
{
    static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(300);

    static readonly Arbitrary<int[]> Cuts = Gen.Choose(1, 40).NonEmptyListOf().Select(cuts => cuts.ToArray()).ToArbitrary();

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n10;x=y\r\n, this is a body\r\n0\r\nTrailer: x\r\n\r\n", "hello, this is a body")]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ncontent-length: 21\r\n\r\nhello, this is a body", "hello, this is a body")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: TEXT/event-stream\r\nContent-Length: 0\r\n\r\n", "")]
    public void A_response_must_be_read_however_it_is_cut(string response, string body) => Prop.ForAll(Cuts, cuts =>
    {
        var heard = new StringBuilder();
        var answer = new HttpAnswer(piece => heard.Append(Encoding.ASCII.GetString(piece)));
        InPieces(response, cuts, piece => answer.Take(piece));
        return answer is { Status: 200, IsDone: true, IsEventStream: true, KeepsAlive: true } && heard.ToString() == body;
    }).Check(Config);

    [Fact]
    public void A_response_without_a_length_must_end_with_the_connection()
    {
        var answer = Read("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello");
        answer.IsDone.ShouldBeFalse();
        answer.End().ShouldBeTrue();
        (answer.IsDone, answer.KeepsAlive).ShouldBe((true, false));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Len")]
    public void A_response_that_breaks_off_must_be_seen(string response)
    {
        var answer = Read(response);
        answer.End().ShouldBeFalse();
        answer.IsDone.ShouldBeFalse();
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello!")]
    public void What_is_not_HTTP_must_be_seen(string response) => Read(response).IsBroken.ShouldBeTrue();

    [Fact]
    public void A_head_without_end_must_be_given_up() => Read("HTTP/1.1 200 OK\r\nX: " + new string('x', 40_000)).IsBroken.ShouldBeTrue();

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Events_must_be_read_however_they_are_cut(string end) => Prop.ForAll(Cuts, cuts =>
    {
        var heard = new List<string>();
        var reader = new EventStreamReader(data => heard.Add(Encoding.UTF8.GetString(data)));
        var stream = ": a comment\n\nevent: one\ndata: {\"a\":1}\n\ndata:two\nid: 7\n\nretry: 10\n\ndata: {\ndata: }\n\ndata:  three\n\n".Replace("\n", end, StringComparison.Ordinal);
        InPieces(stream, cuts, piece => reader.Take(piece));
        return reader.End() && heard.SequenceEqual(["{\"a\":1}", "two", "{\n}", " three"]);
    }).Check(Config);

    [Fact]
    public void An_event_that_breaks_off_must_be_seen()
    {
        var reader = new EventStreamReader(_ => { });
        reader.Take("data: x\n"u8).ShouldBeTrue();
        reader.End().ShouldBeFalse();
    }

    static HttpAnswer Read(string response)
    {
        var answer = new HttpAnswer(_ => { });
        answer.Take(Encoding.ASCII.GetBytes(response));
        return answer;
    }

    static void InPieces(string text, int[] cuts, Action<byte[]> take)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (int at = 0, i = 0; at < bytes.Length; at += cuts[i++ % cuts.Length])
            take(bytes[at..Math.Min(bytes.Length, at + cuts[i % cuts.Length])]);
    }
}
