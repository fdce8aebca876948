using System.Text;
using System.Text.RegularExpressions;

namespace LuthienProxy.Simulator.Tests;

/// <summary>Deltas that are written call by call, while they leave.</summary>
[Trait("Spec", "000-56")]
public sealed partial class StampSpec
{
    const int Deltas = 5;
    const int Size = 20;

    static readonly ScriptedAnswer Answer = ScriptedAnswer.Of(AnswerPart.Text.Stamped(Deltas, Size));

    [Theory]
    [InlineData(SimulatorApi.ChatCompletions, true, 1), InlineData(SimulatorApi.Messages, true, 1), InlineData(SimulatorApi.Responses, true, 5)]
    [InlineData(SimulatorApi.ChatCompletions, false, 1), InlineData(SimulatorApi.Messages, false, 1), InlineData(SimulatorApi.Responses, false, 1)]
    public async Task Each_delta_must_be_written_wherever_the_format_says_it(SimulatorApi api, bool stream, int copies)
    {
        using var client = Asking.Client(_ => Answer with { Stamp = Number });
        foreach (var call in (int[])[1, 2])
        {
            var said = await AskAsync(client, api, stream);
            Written().Matches(said).Select(match => match.Value).CountBy(text => text)
                .ShouldBe(Enumerable.Range(0, Deltas).Select(delta => KeyValuePair.Create(Text(call, delta), copies)), ignoreOrder: true);
            said.ShouldNotContain("stamp~");
        }
    }

    [Fact]
    public async Task Without_somebody_who_writes_them_they_must_stay_as_they_were()
    {
        using var client = Asking.Client(_ => Answer);
        (await AskAsync(client, SimulatorApi.ChatCompletions, stream: true)).Split("stamp~0000000").Length.ShouldBe(Deltas + 1);
    }

    [Fact]
    public void A_delta_must_have_room_for_its_number() => Should.Throw<ArgumentOutOfRangeException>(() => AnswerPart.Text.Stamped(1, 13));

    static async Task<string> AskAsync(HttpClient client, SimulatorApi api, bool stream)
    {
        using var response = await client.SendAsync(Asking.Request(api, stream));
        return await response.Content.ReadAsStringAsync();
    }

    // The number of the call, the number of the delta, and spaces up to its size.
    static DeltaStamp Number(SimulatorRequest request) => (delta, text) => Encoding.ASCII.GetBytes(Text(request.Sequence, delta), text);

    static string Text(long call, int delta) => $"<{call:00} {delta:00}".PadRight(Size - 1) + ">";

    [GeneratedRegex("<[^<>]*>")]
    private static partial Regex Written();
}
