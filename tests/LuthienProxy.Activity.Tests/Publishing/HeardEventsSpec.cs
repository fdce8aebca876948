using System.Text;
using LuthienProxy.Activity.Publishing;

namespace LuthienProxy.Activity.Tests.Publishing;

public sealed class HeardEventsSpec
{
    [Fact]
    public void An_event_of_another_node_must_be_read_with_what_it_can_be_filtered_by()
    {
        using var encoder = new EventEncoder();
        var heard = HeardEvents.Read(encoder.Encode(Some.Opened(Some.Call(session: "s", instance: "strict")) with { Policy = new("strict", 1, IsOverride: true) }, "two", "abc", 7).ToArray()).ShouldNotBeNull();
        heard.Number.ShouldBe(7);
        heard.Epoch.ShouldBe("abc");
        heard.Facts.ShouldBe(new()
        {
            Type = "transaction.opened",
            Node = "two",
            TransactionId = Some.Id(1).ToString(),
            Model = "sim/hello",
            SessionId = "s",
            Instance = "strict",
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"t","node":"n","epoch":"e"} {}""")]
    [InlineData("""{"type":"t","node":"n","epoch":"e","number":-1}""")]
    [InlineData("""{"type":"t","node":"n","epoch":"e","number":1.5}""")]
    [InlineData("""{"type":"t","node":"n","epoch":"e","number":99999999999999999999}""")]
    [InlineData("""{"type":"t","node":"n","epoch":"e","number":1""")]
    [InlineData("""{"type":"t\nevent: x","node":"n","epoch":"e","number":1}""")]
    [InlineData("""{"type":"t","node":"n","epoch":"e-1_x","number":1}""")]
    [InlineData("""{"type":"t","node":"","epoch":"e","number":1}""")]
    [InlineData("""{"type":"t","node":"\ud800","epoch":"e","number":1}""")]
    [InlineData("{\"type\":\"t\",\n\"node\":\"n\",\"epoch\":\"e\",\"number\":1}")]
    public void What_is_no_event_must_be_refused(string message) => HeardEvents.Read(Encoding.UTF8.GetBytes(message)).ShouldBeNull();

    [Fact]
    public void What_is_too_large_must_be_refused() =>
        HeardEvents.Read(Encoding.UTF8.GetBytes($$"""{"type":"t","node":"n","epoch":"e","number":1,"x":"{{new string('x', HeardEvents.Largest)}}"}""")).ShouldBeNull();

    [Fact]
    public void An_event_of_a_newer_program_must_be_passed_on() =>
        HeardEvents.Read("""{"type":"something.new","node":"n","epoch":"e","number":1,"more":{"a":[1]}}"""u8.ToArray()).ShouldNotBeNull();
}
