package io.millrace.insight.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.catalog.TableLocation;
import io.millrace.objects.feed.Change;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableWatchTest {

    private static final TableWatch WATCH =
            new TableWatch(true, Optional.of(TableLocation.parse("s3://clicks/events/")));

    @Test
    void changesBelowTheTablesLocationConcernIt() {
        assertThat(WATCH.concerns(new Change.Put("clicks", "events/2026/11/23/14/a", 1, "g")))
                .isTrue();
        assertThat(WATCH.concerns(new Change.OpenAdvanced("clicks", "events/2026/")))
                .isTrue();
        assertThat(WATCH.concerns(new Change.OpenAdvanced("clicks", ""))).isTrue();
        assertThat(WATCH.concerns(new Change.Missed())).isTrue();
    }

    @Test
    void othersDoNot() {
        assertThat(WATCH.concerns(new Change.Put("clicks", "errors/a", 1, "g"))).isFalse();
        assertThat(WATCH.concerns(new Change.Put("other", "events/a", 1, "g"))).isFalse();
        assertThat(WATCH.concerns(new Change.OpenAdvanced("clicks", "errors/"))).isFalse();
    }

    @Test
    void aSnapshotIsConcernedByNoChange() {
        TableWatch snapshot = new TableWatch(false, Optional.empty());

        assertThat(snapshot.concerns(new Change.Missed())).isFalse();
    }

    @Test
    void aQueryOfTheAuthorsIsConcernedByEveryChange() {
        TableWatch any = new TableWatch(true, Optional.empty());

        assertThat(any.concerns(new Change.Put("any", "thing", 1, "g"))).isTrue();
    }
}
