using LuthienProxy.Simulator.Speech;

namespace LuthienProxy.Simulator.Performance;

/// <summary>Faults of the order and number of events.</summary>
static class EventFaults
{
    public static List<SpokenEvent> Apply(ISpeaker speaker, Telling telling, List<SpokenEvent> events, Fault? fault) => fault?.Kind switch
    {
        FaultKind.CutBeforeFirstEvent or FaultKind.StallBeforeFirstEvent => [],
        FaultKind.CutMidStream or FaultKind.CloseMidStream or FaultKind.ResetMidStream or FaultKind.StallMidStream => UpTo(events, fault),
        FaultKind.CutInsideEvent => UpTo(events, fault),
        FaultKind.MissingTerminator => events.FindAll(e => e.Role != EventRole.Terminal),
        FaultKind.ErrorEventFirst => Ending(speaker, telling, events[..1], fault),
        FaultKind.ErrorEventMidStream => Ending(speaker, telling, UpTo(events, fault), fault),
        FaultKind.MalformedJson => Malformed(events, fault),
        FaultKind.DeltaBeforeStart => Moved(events, events.FindIndex(IsContent), _ => 0),
        FaultKind.DeltaAfterStop => Moved(events, events.FindLastIndex(IsContent), rest => rest.FindIndex(e => e.Role == EventRole.Terminal)),
        FaultKind.EventAfterEnd => [.. events, .. events.FindAll(IsContent).TakeLast(1)],
        _ => events,
    };

    static bool IsContent(SpokenEvent spoken) => spoken.Role == EventRole.Content;

    static List<SpokenEvent> UpTo(List<SpokenEvent> events, Fault fault)
    {
        var content = events.Count(IsContent);
        var wanted = Math.Min(fault.After ?? Math.Max(1, content / 2), content);
        var taken = new List<SpokenEvent>();
        foreach (var spoken in events)
        {
            if (IsContent(spoken) && wanted-- <= 0)
                break;
            if (spoken.Role == EventRole.Terminal)
                break;
            taken.Add(spoken);
        }

        return taken;
    }

    static List<SpokenEvent> Ending(ISpeaker speaker, Telling telling, List<SpokenEvent> spoken, Fault fault) =>
        [.. spoken, .. speaker.ErrorEnd(telling, fault.Message, spoken)];

    static List<SpokenEvent> Malformed(List<SpokenEvent> events, Fault fault)
    {
        var at = events.FindIndex(IsContent);
        for (var skip = fault.After ?? 0; skip > 0 && events.FindIndex(at + 1, IsContent) is var next and >= 0; skip--)
            at = next;
        if (at >= 0)
            events[at] = events[at] with { Data = events[at].Data[..^2] };
        return events;
    }

    static List<SpokenEvent> Moved(List<SpokenEvent> events, int from, Func<List<SpokenEvent>, int> to)
    {
        if (from < 0)
            return events;
        var moved = events[from];
        events.RemoveAt(from);
        events.Insert(to(events), moved);
        return events;
    }
}
