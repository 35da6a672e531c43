from kafka import KafkaProducer
