using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Responses;
using LuthienProxy.Protocol.Tests.Anthropic;
using LuthienProxy.Protocol.Tests.Chat;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Wire;

/// <summary>What providers say in the middle of an answer, in each format's own words, and the words that are this house's.</summary>
public sealed class ProviderErrorSpec
{
    [Theory]
    [InlineData("invalid_request_error", ErrorKind.InvalidRequest)]
    [InlineData("billing_error", ErrorKind.InvalidRequest)]
    [InlineData("authentication_error", ErrorKind.Authentication)]
    [InlineData("permission_error", ErrorKind.Permission)]
    [InlineData("not_found_error", ErrorKind.NotFound)]
    [InlineData("request_too_large", ErrorKind.TooLarge)]
    [InlineData("rate_limit_error", ErrorKind.RateLimited)]
    [InlineData("timeout_error", ErrorKind.Timeout)]
    [InlineData("overloaded_error", ErrorKind.Overloaded)]
    [InlineData("api_error", ErrorKind.Upstream)]
    [InlineData("authentication_errors", ErrorKind.Upstream)]
    [InlineData("a_new_error", ErrorKind.Upstream)]
    [Trait("Spec", "A12")]
    public void Anthropic_s_type_must_be_read_as_its_kind(string type, ErrorKind kind) =>
        Failure(Relay.Decode($$$"""event: error{{{"\n"}}}data: {"type":"error","error":{"type":"{{{type}}}","message":"M"}}{{{"\n\n"}}}""")).ShouldBe(new(kind, "M") { Code = type });

    [Theory]
    [InlineData("""{"message":"M","code":"c","param":"p"}""", "M", "c", "p")]
    [InlineData("""{"message":"M","code":503}""", "M", "503", null)]
    [InlineData("""{"message":"M","type":"t"}""", "M", "t", null)]
    [InlineData("\"M\"", "M", null, null)]
    [InlineData("true", "The provider ended the answer with an error.", null, null)]
    [InlineData("[1]", "The provider ended the answer with an error.", null, null)]
    [InlineData("1", "The provider ended the answer with an error.", null, null)]
    [Trait("Spec", "C7")]
    public void Chat_s_error_must_be_read_whatever_it_is(string error, string message, string? code, string? param) =>
        Failure(Chats.Decode($$"""data: {"error":{{error}}}{{"\n\n"}}""")).ShouldBe(new(ErrorKind.Upstream, message) { Code = code, Param = param });

    [Theory]
    [InlineData("null")]
    [InlineData("false")]
    [InlineData("\"\"")]
    [InlineData("0")]
    [InlineData("0.0")]
    [Trait("Spec", "C7")]
    public void An_error_that_says_nothing_must_be_none(string error) => Chats.Decode(Chats.Chunk("", $",\"error\":{error}")).OfType<ResponseFailed>().ShouldBeEmpty();

    [Theory]
    [InlineData(ErrorKind.RateLimited, "insufficient_quota", null, "insufficient_quota", "insufficient_quota")]
    [InlineData(ErrorKind.RateLimited, null, null, "requests", "rate_limit_exceeded")]
    [InlineData(ErrorKind.NotFound, null, "model", "invalid_request_error", "model_not_found")]
    [InlineData(ErrorKind.NotFound, null, "tools", "invalid_request_error", null)]
    public void An_error_must_be_told_in_OpenAI_s_words(ErrorKind kind, string? code, string? param, string type, string? told)
    {
        var body = System.Text.Json.JsonElement.Parse(ChatFormat.Instance.EncodeError(new(kind, "M") { Code = code, Param = param }).Body.Span).GetProperty("error");

        (body.GetProperty("type").GetString(), body.GetProperty("code").GetString()).ShouldBe((type, told));
    }

    [Fact]
    public void Formats_must_name_their_provider_and_kinds_of_calls_their_words()
    {
        ((IWireFormat[])[ChatFormat.Instance, ResponsesFormat.Instance, AnthropicFormat.Instance]).Select(format => format.Provider).ShouldBe([Provider.OpenAI, Provider.OpenAI, Provider.Anthropic]);
        Enum.GetValues<CallKind>().Select(CallKindWords.Of).ShouldBe(["turn", "title", "probe", "token_count", "models"], ignoreOrder: true);
    }

    static GatewayError Failure(IEnumerable<ResponseEvent> events) => events.OfType<ResponseFailed>().Single().Error;
}
