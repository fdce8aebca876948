using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Tests.Arbitrary;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Wire;

public sealed class RequestHeadSpec
{
    [Fact]
    [Trait("Spec", "H13")]
    public void The_head_must_be_read_from_a_body_with_its_fields_in_any_order() =>
        Read("""
            {"tools":[{"name":"a","input_schema":{"model":"decoy","tools":[1,2,3]}},{}],
             "messages":[{"role":"user","content":[{"messages":[]}]},{"role":"assistant"},[]],
             "metadata":{"stream":false},"stream":true,"stream_options":{"x":[{}],"include_usage":true},"model":"claude-\u0073onnet"}
            """).ShouldBe(new RequestHead("claude-sonnet", Stream: true, IncludeUsage: true, JsonTokenType.StartArray, 3, 2));

    [Fact]
    public void A_head_that_says_little_must_be_taken() =>
        Read("""{"model":"m"}""").ShouldBe(new RequestHead("m", Stream: false, IncludeUsage: false, JsonTokenType.None, 0, 0));

    [Theory]
    [InlineData("""{"model":"m","input":"hi"}""", JsonTokenType.String, 1)]
    [InlineData("""{"model":"m","input":null}""", JsonTokenType.Null, 0)]
    [InlineData("""{"model":"m","input":{"a":[1]}}""", JsonTokenType.StartObject, 0)]
    [InlineData("""{"model":"m","input":[1,[2],{"x":3}]}""", JsonTokenType.StartArray, 3)]
    public void The_kind_of_the_history_must_be_told(string body, JsonTokenType kind, int count)
    {
        var head = RequestHead.Read(Encoding.UTF8.GetBytes(body), "input"u8, new());
        head.Items.ShouldBe(kind);
        head.ItemCount.ShouldBe(count);
    }

    [Fact]
    [Trait("Spec", "H10")]
    public void Of_repeated_fields_the_last_must_count() =>
        Read("""{"model":"a","stream":true,"messages":[1,2],"messages":[1],"model":"b","stream":null}""")
            .ShouldBe(new RequestHead("b", Stream: false, IncludeUsage: false, JsonTokenType.StartArray, 1, 0));

    [Theory]
    [InlineData("{}", "model")]
    [InlineData("""{"model":""}""", "model")]
    [InlineData("""{"model":null}""", "model")]
    [InlineData("""{"model":["m"]}""", "model")]
    [InlineData("""{"model":"m","stream":"true"}""", "stream")]
    [InlineData("""{"model":"m","stream":1}""", "stream")]
    [InlineData("""{"model":"m","tools":{}}""", "tools")]
    [InlineData("", null)]
    [InlineData("  ", null)]
    [InlineData("[]", null)]
    [InlineData("\"model\"", null)]
    [InlineData("""{"model":"m"} x""", null)]
    [InlineData("""{"model":"m"}{}""", null)]
    [InlineData("""{"model":"m",}""", null)]
    [InlineData("""{"model":"m","messages":[1""", null)]
    [InlineData("""{"model":"m","messages":[NaN]}""", null)]
    public void What_is_no_request_must_be_refused_as_invalid_naming_the_field_at_fault(string body, string? field)
    {
        var error = Refused(Encoding.UTF8.GetBytes(body)).Error;
        error.Kind.ShouldBe(ErrorKind.InvalidRequest);
        error.Param.ShouldBe(field);
    }

    [Fact]
    public void A_broken_body_must_be_refused_with_its_place_and_none_of_its_content()
    {
        var message = Refused("{\"model\":\"secret\",\n  §"u8).Error.Message;
        message.ShouldBe("The request body is not valid JSON: line 2, byte 3 of that line.");
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_must_be_refused_with_their_place() =>
        Refused([.. "{\"model\":\"é"u8, 0xC3, .. "\"}"u8]).Error.Message.ShouldBe("The request body is not valid UTF-8 at byte 12.");

    [Fact]
    [Trait("Spec", "H5")]
    public void Lone_surrogates_must_not_stop_a_request() =>
        Read("""{"\ud83c":1,"messages":["\udf0d"],"model":"m"}""").ItemCount.ShouldBe(1);

    [Theory]
    [Trait("Spec", "000-14")]
    [InlineData("messages", 3, "messages")]
    [InlineData("tools", 2, "tools")]
    public void A_list_over_its_limit_must_be_refused_naming_limit_value_and_setting(string field, int limit, string setting)
    {
        var limits = new RequestLimits { MaxMessages = 3, MaxTools = 2 };
        Read(Listing(field, limit), limits).Model.ShouldBe("m");
        var error = Refused(Listing(field, limit + 1), limits).Error;
        error.Kind.ShouldBe(ErrorKind.InvalidRequest);
        error.Param.ShouldBe(field);
        error.Message.ShouldBe($"'{field}' holds {limit + 1} entries; the limit is {limit} (luthien.limits.{setting}).");
    }

    [Theory]
    [Trait("Spec", "000-14")]
    [Trait("Spec", "H10")]
    [InlineData("messages")]
    [InlineData("metadata")]
    [InlineData("stream_options")]
    [InlineData("tools")]
    public void Nesting_must_be_taken_up_to_its_limit_and_refused_beyond_it_naming_the_setting(string field)
    {
        var limits = new RequestLimits { MaxDepth = 220 };
        Read(Nested(field, 219), limits).Model.ShouldBe("m");
        var error = Refused(Nested(field, 220), limits).Error;
        error.Kind.ShouldBe(ErrorKind.InvalidRequest);
        error.Message.ShouldBe("The request body is nested deeper than 220 levels, which is the limit (luthien.limits.depth).");
    }

    [Fact]
    public void The_limit_of_nesting_must_hold_by_default_at_512()
    {
        Read(Nested("metadata", 511), new()).Model.ShouldBe("m");
        Refused(Nested("metadata", 512)).Error.Kind.ShouldBe(ErrorKind.InvalidRequest);
    }

    [Fact]
    public void Any_JSON_value_in_an_unknown_field_must_be_taken() =>
        Prop.ForAll(Jsons.Values().ToArbitrary(), value => Read($$"""{"x":{{value}},"model":"m"}""").Model == "m").QuickCheckThrowOnFailure();

    [Fact]
    public void Any_prefix_of_a_body_must_be_refused() =>
        Prop.ForAll(Gen.Choose(0, 60).ToArbitrary(), length =>
            Refused(Encoding.UTF8.GetBytes("""{"model":"m","messages":[{"role":"user","content":"\ud83c é"}]}""").AsSpan(0, length)).Error.Kind
                == ErrorKind.InvalidRequest).QuickCheckThrowOnFailure();

    static byte[] Listing(string field, int count) =>
        Encoding.UTF8.GetBytes($$"""{"model":"m","{{field}}":[{{string.Join(',', Enumerable.Repeat("{\"a\":[1]}", count))}}]}""");

    static byte[] Nested(string field, int levels) =>
        Encoding.UTF8.GetBytes($$"""{"model":"m","{{field}}":{{Jsons.Nested(levels, field == "stream_options")}}}""");

    static RequestHead Read(string body) => Read(Encoding.UTF8.GetBytes(body), new());

    static RequestHead Read(byte[] body, RequestLimits limits) => RequestHead.Read(body, "messages"u8, limits);

    static RequestRejectedException Refused(ReadOnlySpan<byte> body) => Refused(body.ToArray(), new());

    static RequestRejectedException Refused(byte[] body, RequestLimits limits) =>
        Should.Throw<RequestRejectedException>(() => Read(body, limits));
}
