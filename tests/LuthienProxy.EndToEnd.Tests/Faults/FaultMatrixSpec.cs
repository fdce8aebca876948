using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Faults;

/// <summary>Every fault of the simulator, in each format, streaming and not, through the gateway as users run it.</summary>
[Trait("Category", "E2E")]
public sealed class FaultMatrixSpec(MatrixFixture house) : IClassFixture<MatrixFixture>
{
    public static TheoryData<string, SimulatorApi, bool> Cells => Table(applies: true);

    public static TheoryData<string, SimulatorApi, bool> CellsThatDoNotApply => Table(applies: false);

    [Theory]
    [MemberData(nameof(Cells))]
    [Trait("Spec", "000-01")]
    [Trait("Spec", "000-27d")]
    [Trait("Spec", "000-27e")]
    [Trait("Spec", "H7")]
    [Trait("Spec", "H11")]
    [Trait("Spec", "I-32")]
    [Trait("Spec", "I-33")]
    [Trait("Spec", "I-34")]
    public async Task The_client_must_get_a_valid_answer_or_a_valid_error(string fault, SimulatorApi api, bool streaming) =>
        MatrixOracle.Complaints(await house.PlayAsync(FaultCatalogue.Find(fault)!, api, streaming)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(CellsThatDoNotApply))]
    public async Task A_fault_that_does_not_exist_in_this_kind_of_answer_must_change_nothing(string fault, SimulatorApi api, bool streaming)
    {
        var harmless = FaultCatalogue.Find(fault)! with { Effect = FaultEffect.Harmless };
        MatrixOracle.Complaints(await house.PlayAsync(harmless, api, streaming)).ShouldBeEmpty();
    }

    [Fact]
    public void The_matrix_must_hold_every_fault_in_three_formats_streaming_and_not() =>
        (Cells.Count + CellsThatDoNotApply.Count).ShouldBe(Enum.GetValues<FaultKind>().Length * 3 * 2);

    static TheoryData<string, SimulatorApi, bool> Table(bool applies)
    {
        var table = new TheoryData<string, SimulatorApi, bool>();
        foreach (var cell in FaultCatalogue.Cells.Where(cell => cell.Applies == applies))
            table.Add(cell.Fault.Name, cell.Api, cell.Streaming);
        return table;
    }
}
