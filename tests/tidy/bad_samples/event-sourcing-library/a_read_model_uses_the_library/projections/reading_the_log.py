from eventsourcing.persistence import Tracking
