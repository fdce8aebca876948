using System.Net.Sockets;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Tests.Upstreams;

/// <summary>What a client is told of a failure on the way to its upstream: the upstream's name and what happened, never an address or the words of an exception.</summary>
public sealed class FailureMapSpec
{
    public static TheoryData<Exception, bool, string> Failures => new()
    {
        { Http(HttpRequestError.NameResolutionError), false, "upstream_error: Upstream 'here' could not be reached: its name could not be resolved." },
        { Http(HttpRequestError.SecureConnectionError), false, "upstream_error: Upstream 'here' could not be reached: the TLS handshake failed." },
        { Http(HttpRequestError.ConnectionError, new SocketException((int)SocketError.ConnectionRefused)), false, "upstream_error: Upstream 'here' could not be reached: the connection was refused." },
        { Http(HttpRequestError.ConnectionError, new SocketException((int)SocketError.HostUnreachable)), false, "upstream_error: Upstream 'here' could not be reached: the connection failed." },
        { Http(HttpRequestError.ConnectionError), false, "upstream_error: Upstream 'here' could not be reached: the connection failed." },
        { Http(HttpRequestError.ResponseEnded), false, "upstream_error: Upstream 'here' could not be reached: it closed the connection." },
        { Http(HttpRequestError.InvalidResponse), false, "upstream_error: Upstream 'here' could not be reached: it does not speak HTTP." },
        { Http(HttpRequestError.Unknown), false, "upstream_error: Upstream 'here' could not be reached: the request failed." },
        { new InvalidOperationException("10.0.0.7"), false, "upstream_error: Upstream 'here' could not be reached." },
        { new OperationCanceledException("10.0.0.7"), false, "upstream_timeout: Connecting to upstream 'here' took longer than 2.5 s." },
        { new TimeoutException("10.0.0.7"), false, "upstream_timeout: Connecting to upstream 'here' took longer than 2.5 s." },
        { new TimeoutException("10.0.0.7"), true, "upstream_error: The connection to upstream 'here' broke before it answered." },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    [Trait("Spec", "000-27d")]
    public void A_failed_try_must_be_told_without_an_address(Exception cause, bool wasSent, string expected)
    {
        using var upstream = new Upstream(new UpstreamOptions { Name = "here", Provider = Provider.OpenAI, BaseUrl = new Uri("http://10.0.0.7"), ConnectTimeout = TimeSpan.FromSeconds(2.5) });

        var failure = FailureMap.OfSend(cause, wasSent, upstream);

        $"{failure.Error.Code}: {failure.Error.Message}".ShouldBe(expected);
        failure.Phase.ShouldBe(wasSent ? UpstreamPhase.Send : UpstreamPhase.Connect);
        failure.Cause.ShouldBeSameAs(cause);
    }

    [Fact]
    public void A_failure_of_the_work_must_be_the_outcome_that_it_stands_for()
    {
        var told = new GatewayError(ErrorKind.Upstream, "told") { Code = "upstream_error" };

        Outcomes.OfFailure(new ClientGoneException()).ShouldBeOfType<TransactionOutcome.Cancelled>();
        Error(new UpstreamException(new UpstreamFailure(UpstreamPhase.Body, told))).ShouldBeSameAs(told);
        Error(new AggregateException(new UpstreamException(new UpstreamFailure(UpstreamPhase.Body, told)), new InvalidOperationException())).ShouldBeSameAs(told);
        Error(new MalformedResponseException("no JSON")).Message.ShouldBe("The upstream sent what is not a valid answer: no JSON");
        Error(new InvalidOperationException("secret")).ShouldBeSameAs(Error(new NotSupportedException()));
        Error(new InvalidOperationException("secret")).Kind.ShouldBe(ErrorKind.Internal);
    }

    static GatewayError Error(Exception cause) => Outcomes.OfFailure(cause).ShouldBeOfType<TransactionOutcome.Failed>().Error;

    static HttpRequestException Http(HttpRequestError error, Exception? inner = null) => new(error, "10.0.0.7", inner);
}
