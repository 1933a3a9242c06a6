package io.millrace.insight.page;

import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.insight.data.Authority;
import io.millrace.insight.data.DataSet;
import io.millrace.insight.data.DataSets;
import io.millrace.insight.definition.Definition;
import io.millrace.insight.state.InsightStore;
import io.millrace.insight.state.Kind;
import io.millrace.insight.state.Resource;
import io.millrace.insight.state.ResourceKey;
import io.millrace.insight.visual.VisualData;
import io.millrace.insight.visual.VisualRefused;
import io.millrace.insight.visual.VisualRun;
import io.millrace.wire.AccessDenied;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds boards for a caller and runs their visuals. Shared between threads. */
final class Boards {

    private final String account;
    private final InsightStore resources;
    private final DataSets dataSets;
    private final Authority authority;
    private final Clock clock;

    Boards(String account, InsightStore resources, DataSets dataSets, Authority authority, Clock clock) {
        this.account = account;
        this.resources = resources;
        this.dataSets = dataSets;
        this.authority = authority;
        this.clock = clock;
    }

    String account() {
        return account;
    }

    /** All that the caller may see, the latest first; deleted analyses are not among them. */
    List<Resource> list(Caller caller) {
        List<Resource> all = new ArrayList<>(resources.everywhere(Kind.DASHBOARD, clock.instant()));
        all.addAll(resources.everywhere(Kind.ANALYSIS, clock.instant()));
        return all.stream()
                .filter(resource -> resource.purgeAt().isEmpty() && maySee(caller, resource.key()))
                .sorted(Comparator.comparing(Resource::updated).reversed())
                .toList();
    }

    private boolean maySee(Caller caller, ResourceKey key) {
        try {
            authorize(caller, key);
            return true;
        } catch (AccessDenied denied) {
            return false;
        }
    }

    private void authorize(Caller caller, ResourceKey key) {
        String action = key.kind() == Kind.DASHBOARD ? "quicksight:DescribeDashboard" : "quicksight:DescribeAnalysis";
        authority.authorize(caller, action, key.arn(account));
    }

    /** The board; without a region, the one of that id wherever it is. Throws AccessDenied. */
    Optional<Board> find(Caller caller, Kind kind, Optional<String> region, String id) {
        Optional<Resource> found = region.map(name -> resources.find(new ResourceKey(name, kind, id), clock.instant()))
                .orElseGet(() -> resources.everywhere(kind, clock.instant()).stream()
                        .filter(resource -> resource.key().id().equals(id))
                        .findFirst());
        found.ifPresent(resource -> authorize(caller, resource.key()));
        return found.filter(resource -> resource.purgeAt().isEmpty()).map(Board::of);
    }

    Optional<Board> reload(ResourceKey key) {
        return resources
                .find(key, clock.instant())
                .filter(resource -> resource.purgeAt().isEmpty())
                .map(Board::of);
    }

    Map<String, String> dataSetNames(Board board) {
        Map<String, String> names = new LinkedHashMap<>();
        board.definition()
                .dataSets()
                .forEach((identifier, arn) -> names.put(
                        identifier, dataSets.find(arn).map(DataSet::name).orElse(identifier)));
        return names;
    }

    Optional<DataSet> dataSet(Board board, String identifier) {
        return Optional.ofNullable(board.definition().dataSets().get(identifier))
                .flatMap(dataSets::find);
    }

    VisualData run(Board board, Definition.Placed placed) throws InterruptedException {
        String identifier = placed.visual().dataSet();
        DataSet dataSet = dataSet(board, identifier)
                .orElseThrow(() -> new VisualRefused(
                        "The data set '" + identifier + "' was deleted. Create it anew, or delete this visual."));
        return VisualRun.run(placed.visual(), board.definition().filters(placed), dataSets.rows(dataSet));
    }
}
