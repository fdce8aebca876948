using System.Text;
using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Tests.Anthropic;

public sealed class AnthropicErrorSpec
{
    [Theory]
    [InlineData(ErrorKind.InvalidRequest, 400, "invalid_request_error")]
    [InlineData(ErrorKind.Authentication, 401, "authentication_error")]
    [InlineData(ErrorKind.Permission, 403, "permission_error")]
    [InlineData(ErrorKind.NotFound, 404, "not_found_error")]
    [InlineData(ErrorKind.TooLarge, 413, "request_too_large")]
    [InlineData(ErrorKind.RateLimited, 429, "rate_limit_error")]
    [InlineData(ErrorKind.Upstream, 502, "api_error")]
    [InlineData(ErrorKind.Unavailable, 503, "overloaded_error")]
    [InlineData(ErrorKind.Timeout, 504, "timeout_error")]
    [InlineData(ErrorKind.Internal, 500, "api_error")]
    [InlineData(ErrorKind.Overloaded, 529, "overloaded_error")]
    [InlineData(ErrorKind.Blocked, 400, "invalid_request_error")]
    [Trait("Spec", "I-34")]
    public void Each_kind_must_have_the_provider_s_status_and_type(ErrorKind kind, int status, string type)
    {
        var error = AnthropicFormat.Instance.EncodeError(new(kind, "Say \"why\".") { TransactionId = "tx_1" });
        error.Status.ShouldBe(status);
        Encoding.UTF8.GetString(error.Body.Span).ShouldBe(
            $$"""{"type":"error","error":{"type":"{{type}}","message":"Say \"why\"."},"request_id":"tx_1"}""");
    }

    [Fact]
    public void Without_a_transaction_there_must_be_no_request_id() =>
        Encoding.UTF8.GetString(AnthropicFormat.Instance.EncodeError(new(ErrorKind.Internal, "x")).Body.Span)
            .ShouldBe("""{"type":"error","error":{"type":"api_error","message":"x"}}""");

    [Fact]
    [Trait("Spec", "A12")]
    public void The_provider_s_error_must_be_read_as_what_it_is() =>
        Relay.Decode(Transcripts.Overloaded).OfType<ResponseFailed>().Single().Error
            .ShouldBe(new(ErrorKind.Overloaded, "Overloaded") { Code = "overloaded_error" });
}
