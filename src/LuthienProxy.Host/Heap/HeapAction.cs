namespace LuthienProxy.Host.Heap;

/// <summary>What is to be done about the heap.</summary>
enum HeapAction
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Collect the oldest generation, beside the calls.</summary>
    Collect,

    /// <summary>Collect everything and give back to the system what is left over; nobody is there to notice the pause.</summary>
    GiveBack,
}
