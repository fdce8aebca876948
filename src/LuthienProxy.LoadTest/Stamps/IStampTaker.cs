namespace LuthienProxy.LoadTest.Stamps;

/// <summary>Hears of each stamp in the order of the text.</summary>
interface IStampTaker
{
    void Take(Stamp stamp);
}
